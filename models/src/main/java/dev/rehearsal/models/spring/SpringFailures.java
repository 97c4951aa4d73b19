package dev.rehearsal.models.spring;

import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.models.http.Failures;
import dev.rehearsal.models.http.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says of an exception of Spring AI what the caller can do about it: by the status that its message begins with, as its error handler and
 * Spring's clients write it, else by the name of its type, which need not be on the class path.
 */
final class SpringFailures {
    private static final Pattern STATUS = Pattern.compile("^(?:HTTP )?([345]\\d\\d)\\b");
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int DEEPEST = 20;

    private final Failures failures;
    private final String name;

    SpringFailures(String name) {
        this.name = name;
        this.failures = new Failures(name, "its provider", Key.NONE);
    }

    ModelException from(RuntimeException failure, ModelRequest request) {
        if (failure instanceof ModelException ours) {
            return ours;
        }
        if (Thread.currentThread().isInterrupted() || find(failure, InterruptedException.class) != null) {
            return failures.cancelled();
        }
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String message = String.valueOf(cause.getMessage());
            Matcher status = STATUS.matcher(message);
            if (status.find()) {
                return from(Integer.parseInt(status.group(1)), message.substring(status.end()), request);
            }
            cause = cause.getCause();
        }
        IOException io = find(failure, IOException.class);
        if (io != null) {
            return failures.from(io);
        }
        return failure.getClass().getSimpleName().startsWith("Transient")
                ? from(SERVICE_UNAVAILABLE, String.valueOf(failure.getMessage()), request)
                : failures.rejected(failure);
    }

    private ModelException from(int status, String rest, ModelRequest request) {
        byte[] body = rest.replaceFirst("^[\\s:-]+", "").getBytes(StandardCharsets.UTF_8);
        return failures.from(status, body, null, request);
    }

    ModelException empty() {
        return new ModelException.Unavailable(name + ": its reply is empty", null, null);
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
