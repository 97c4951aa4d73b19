package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an answer other than 200 means. */
final class Failures {
    private static final int MOST_WORDS = 300;

    private Failures() {}

    static MlflowException of(MlflowServer server, String asked, HttpResponse<byte[]> response, Clock clock) {
        int status = response.statusCode();
        String said = words(response.body());
        String what = server + " answered " + asked + " with " + status + (said.isEmpty() ? "" : ": " + said);
        if (status == 429 || status == 408 || status >= 500) {
            return new MlflowException.Unavailable(status, what, retryAfter(response, clock), null);
        }
        String code = code(response.body());
        return new MlflowException.Refused(status, code, what + (code.isEmpty() ? advice(status) : ""));
    }

    /** MLflow's name of what is wrong; empty where something else answered. */
    private static String code(byte[] body) {
        try {
            JsonNode tree = Rest.JSON.readTree(body);
            return tree == null ? "" : tree.path("error_code").asText();
        } catch (IOException e) {
            return "";
        }
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 ->
                "; say who you are with " + MlflowServer.USER + " and " + MlflowServer.PASSWORD + ", or with "
                        + MlflowServer.TOKEN;
            case 404, 405 -> "; if it is an MLflow server, it is older than 3.6 or behind another path";
            default -> "";
        };
    }

    /** The server's own words: {@code message} of one half of MLflow, {@code detail} of the other. */
    private static String words(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        try {
            JsonNode tree = Rest.JSON.readTree(body);
            if (tree != null && tree.isObject()) {
                for (String name : new String[] {"message", "detail", "error"}) {
                    if (tree.hasNonNull(name)) {
                        JsonNode said = tree.get(name);
                        text = said.isTextual() ? said.textValue() : said.toString();
                        break;
                    }
                }
            }
        } catch (IOException e) {
            // then it is what it is
        }
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + "...";
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response, Clock clock) {
        String value = response.headers().firstValue("Retry-After").orElse("").strip();
        if (value.matches("[0-9]{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Duration wait = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                            .toInstant());
            return wait.isPositive() ? wait : Duration.ZERO;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
