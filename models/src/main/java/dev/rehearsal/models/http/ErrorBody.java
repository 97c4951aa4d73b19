package dev.rehearsal.models.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says about an error. The providers' shapes differ ({@code error.message}, {@code message}, {@code detail}, …), so the first
 * text of a name counts, wherever it is; what is no JSON is taken as the message.
 *
 * @param code the provider's code or type of error, may be empty
 * @param param the parameter that it names, may be empty
 * @param retryDelay how long to wait, in Google's form ({@code 34s}), may be empty
 */
record ErrorBody(String message, String code, String param, String retryDelay) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 300;
    private static final int SHORT = 120;
    private static final int LONGEST_PAGE = 16_384;
    private static final Pattern PAGE =
            Pattern.compile("^\\uFEFF?\\s*<(!doctype|html|head|body|\\?xml)", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNSEEN =
            Pattern.compile("(?is)<(script|style)\\b.*?(</\\1\\s*>|\\z)|<!--.*?(-->|\\z)");
    private static final Pattern TAG = Pattern.compile("<[^>]*(>|\\z)");

    static ErrorBody from(byte[] body) {
        String message = "";
        String code = "";
        String type = "";
        String param = "";
        String retryDelay = "";
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != null) {
                    if (parser.currentToken() != JsonToken.VALUE_STRING || parser.currentName() == null) {
                        continue;
                    }
                    String value = parser.getText();
                    switch (parser.currentName()) {
                        case "message", "msg", "detail", "error" -> message = first(message, value);
                        case "code", "error_code", "status" -> code = first(code, value);
                        case "type", "__type" -> type = first(type, value);
                        case "param" -> param = first(param, value);
                        case "retryDelay" -> retryDelay = first(retryDelay, value);
                        default -> {}
                    }
                }
            }
        } catch (IOException e) {
            // No JSON, or cut off: what was found before counts.
            message = first(message, plain(body));
        }
        return new ErrorBody(shortened(first(message, plain(body))), code.isEmpty() ? type : code, param, retryDelay);
    }

    /** A short excerpt of a body, on one line, without control characters. */
    static String excerpt(byte[] body) {
        String line = shortened(plain(body));
        return line.length() <= SHORT ? line : line.substring(0, SHORT) + "…";
    }

    private static String first(String known, String found) {
        return known.isEmpty() ? found : known;
    }

    /** The beginning of a body; of a page what a person would read. */
    private static String plain(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, LONGEST_PAGE), StandardCharsets.UTF_8);
        if (!PAGE.matcher(text).find()) {
            return text;
        }
        String read = TAG.matcher(UNSEEN.matcher(text).replaceAll(" ")).replaceAll(" ");
        return "a web page, " + (read.isBlank() ? "without text" : read.strip());
    }

    /** A text on one line, cut where it gets long. */
    static String shortened(@Nullable String text) {
        String line = String.valueOf(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
