package dev.rehearsal.models.http;

import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ReplySchema;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says of a failed attempt what the caller can do about it. No message holds the key. */
public final class Failures {
    private static final Pattern SCHEMA = Pattern.compile(
            "response[_ ]?(format|schema|mime)|json[_ ]?(schema|object|mode|response)|structured.output|output[_ ](config|format)");
    private static final Pattern UNSUPPORTED = Pattern.compile(
            "unsupported|not supported|does not support|doesn't support|not allowed|not permitted|unrecognized|unknown|unexpected"
                    + "|deprecated|only the default|cannot both be|cannot be (used|specified|set)");

    private final String model;
    private final String host;
    private final String address;
    private final Key key;

    /**
     * @param model as it is named in messages; empty where the address says it all
     * @param host where the requests go
     * @param key blacked out wherever a provider quotes it
     */
    public Failures(String model, String host, Key key) {
        this(model, host, host, key);
    }

    /** @param address where the requests go, for messages that say that it may be wrong */
    public Failures(String model, URI address, Key key) {
        this(
                model,
                String.valueOf(address.getHost()),
                address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath(),
                key);
    }

    private Failures(String model, String host, String address, Key key) {
        this.model = model;
        this.host = host;
        this.address = address;
        this.key = key;
    }

    /** For a response whose status is not 2xx. */
    public ModelException from(Response response, ModelRequest request) {
        String elsewhere = response.header("location");
        if (response.status() / 100 == 3 && elsewhere != null) {
            return new ModelException.Rejected(
                    said(response.status() + " from " + address + ", which points to "
                            + ErrorBody.shortened(key.redact(elsewhere))
                            + ": redirects are not followed, so give the address where it is"),
                    null);
        }
        return from(response.status(), response.body(), RetryAfter.from(response, InstantSource.system()), request);
    }

    /** For a status that is not 2xx. */
    public ModelException from(int status, byte[] body, @Nullable Duration retryAfter, ModelRequest request) {
        ErrorBody error = ErrorBody.from(redacted(body));
        boolean astray = (status == 404 || status == 405 || status == 410)
                && !error.message().toLowerCase(Locale.ROOT).contains("model");
        String message = said(status + " from " + (astray ? address : host)
                + (error.message().isEmpty() ? "" : ": " + error.message())
                + (astray ? " (is that the right address?)" : ""));
        Duration wait = retryAfter == null ? RetryAfter.seconds(error.retryDelay()) : retryAfter;
        if (status == 429 && !isOutOfCredit(error)) {
            return new ModelException.RateLimited(message, wait);
        }
        if (status >= 500 || status == 408 || status == 409 || status == 425) {
            return new ModelException.Unavailable(message, wait, null);
        }
        if (status == 400 || status == 422) {
            return refused(error, message, request);
        }
        return new ModelException.Rejected(message, null);
    }

    /** For an exchange that did not come to its end. */
    public ModelException from(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return cancelled();
        }
        if (e instanceof SocketTimeoutException) {
            return new ModelException.TimedOut(said(host + ": " + e.getMessage()), e);
        }
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new ModelException.Unreachable(said("no response from " + address + ": " + why), e);
    }

    /** For an attempt that took too long. */
    public ModelException timedOut() {
        return new ModelException.TimedOut(said(host + " did not reply in time"), null);
    }

    /** For a client that says that it does not know of something. */
    public ModelException unsupported(RuntimeException failure, ModelRequest request) {
        byte[] why = ("unsupported: " + failure.getMessage()).getBytes(StandardCharsets.UTF_8);
        return from(400, why, null, request);
    }

    /** For any other failure of a client. The cause is not kept: its message might hold the key. */
    public ModelException rejected(RuntimeException failure) {
        return new ModelException.Rejected(
                said(failure.getClass().getSimpleName() + ": "
                        + ErrorBody.shortened(key.redact(String.valueOf(failure.getMessage())))),
                null);
    }

    /** For a 2xx whose body is not what the protocol says. */
    public ModelException notAReply(byte[] body) {
        String excerpt = ErrorBody.excerpt(redacted(body));
        return new ModelException.Unreachable(
                said("a reply from " + address + " that cannot be read: "
                        + (excerpt.isEmpty() ? "it is empty" : "'" + excerpt + "'")),
                null);
    }

    /** For a thread that was interrupted; sets its flag. */
    public ModelException cancelled() {
        Thread.currentThread().interrupt();
        return new ModelException.Cancelled(said("the call was cancelled"));
    }

    private static boolean isOutOfCredit(ErrorBody error) {
        return error.code().equals("insufficient_quota") || error.code().equals("billing_not_active");
    }

    private static ModelException refused(ErrorBody error, String message, ModelRequest request) {
        String said = (error.param() + " " + error.message()).toLowerCase(Locale.ROOT);
        ReplySchema schema = request.schema();
        if (schema != null
                && schema.form() != ReplySchema.Form.NONE
                && SCHEMA.matcher(said).find()) {
            return new ModelException.SchemaUnsupported(message);
        }
        boolean unsupported = error.code().startsWith("unsupported_")
                || UNSUPPORTED.matcher(said).find();
        if (unsupported) {
            Map<String, String> sent = sent(request);
            String named = sent.get(error.param());
            if (named != null) {
                return new ModelException.ParameterUnsupported(named, message);
            }
            for (Map.Entry<String, String> each : sent.entrySet()) {
                if (isIn(said, each.getKey().toLowerCase(Locale.ROOT))) {
                    return new ModelException.ParameterUnsupported(each.getValue(), message);
                }
            }
        }
        return new ModelException.Rejected(message, null);
    }

    private static boolean isIn(String text, String word) {
        return Pattern.compile("(?<![a-z0-9_])" + Pattern.quote(word) + "(?![a-z0-9_])")
                .matcher(text)
                .find();
    }

    /** What was sent, by all the names that providers have for it. */
    private static Map<String, String> sent(ModelRequest request) {
        var names = new LinkedHashMap<String, String>();
        ModelParameters parameters = request.parameters();
        parameters.more().names().forEach(name -> names.put(name, name));
        if (parameters.topP() != null) {
            names.put("top_p", "top_p");
            names.put("topP", "top_p");
        }
        if (parameters.temperature() != null) {
            names.put("temperature", "temperature");
        }
        if (parameters.seed() != null) {
            names.put("seed", "seed");
            names.put("random_seed", "seed");
        }
        if (parameters.maxTokens() != null) {
            for (String name : List.of("max_tokens", "max_completion_tokens", "maxOutputTokens", "num_predict")) {
                names.put(name, name.startsWith("max_") ? name : "max_tokens");
            }
        }
        if (!request.metadata().isEmpty()) {
            names.put("metadata", "metadata");
        }
        return names;
    }

    /** Before anything is cut: half a key is still too much. */
    private byte[] redacted(byte[] body) {
        return key.hidesNothing()
                ? body
                : key.redact(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private String said(String text) {
        return key.redact(model.isEmpty() ? text : model + ": " + text);
    }
}
