package dev.rehearsal.models.http;

import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ReplySchema;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says of a failed attempt what the caller can do about it. No message holds the key. */
public final class Failures {
    private static final Pattern SCHEMA = Pattern.compile(
            "response_?format|response_?schema|response_?mime|json_?schema|json_?object|structured.output");
    private static final Pattern UNSUPPORTED = Pattern.compile(
            "unsupported|not supported|does not support|doesn't support|not allowed|not permitted|unrecognized|unknown|unexpected"
                    + "|deprecated|only the default|cannot be (used|specified|set)");

    private final String model;
    private final String host;
    private final Key key;

    /**
     * @param model as it is named in messages
     * @param host where the requests go
     * @param key blacked out wherever a provider quotes it
     */
    public Failures(String model, String host, Key key) {
        this.model = model;
        this.host = host;
        this.key = key;
    }

    /** For a response whose status is not 2xx. */
    public ModelException from(Response response, ModelRequest request) {
        return from(response.status(), response.body(), RetryAfter.from(response, InstantSource.system()), request);
    }

    /** For a status that is not 2xx. */
    public ModelException from(int status, byte[] body, @Nullable Duration retryAfter, ModelRequest request) {
        ErrorBody error = ErrorBody.from(body);
        String message = said(status + " from " + host + (error.message().isEmpty() ? "" : ": " + error.message()));
        if (status == 429 && !isOutOfCredit(error)) {
            return new ModelException.RateLimited(message, retryAfter);
        }
        if (status >= 500 || status == 408 || status == 409 || status == 425) {
            return new ModelException.Unavailable(message, retryAfter, null);
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
        return new ModelException.Unavailable(said("no response from " + host + ": " + why), null, e);
    }

    /** For a 2xx whose body is not what the protocol says. */
    public ModelException notAReply(byte[] body) {
        return new ModelException.Unavailable(
                said("a reply from " + host + " that cannot be read: '" + ErrorBody.excerpt(body) + "'"), null, null);
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
            Set<String> sent = sent(request);
            if (sent.contains(error.param())) {
                return new ModelException.ParameterUnsupported(error.param(), message);
            }
            for (String parameter : sent) {
                if (Pattern.compile(
                                "(?<![a-z0-9_])" + Pattern.quote(parameter.toLowerCase(Locale.ROOT)) + "(?![a-z0-9_])")
                        .matcher(said)
                        .find()) {
                    return new ModelException.ParameterUnsupported(parameter, message);
                }
            }
        }
        return new ModelException.Rejected(message, null);
    }

    private static Set<String> sent(ModelRequest request) {
        var names = new LinkedHashSet<String>(request.parameters().more().names());
        if (request.parameters().temperature() != null) {
            names.add("temperature");
        }
        if (request.parameters().topP() != null) {
            names.addAll(List.of("top_p", "topP"));
        }
        if (request.parameters().seed() != null) {
            names.add("seed");
        }
        if (request.parameters().maxTokens() != null) {
            names.addAll(List.of("max_tokens", "max_completion_tokens", "maxOutputTokens"));
        }
        if (!request.metadata().isEmpty()) {
            names.add("metadata");
        }
        return names;
    }

    private String said(String text) {
        return key.redact(model + ": " + text);
    }
}
