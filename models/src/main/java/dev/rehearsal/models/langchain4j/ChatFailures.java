package dev.rehearsal.models.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.models.http.Failures;
import dev.rehearsal.models.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says of an exception of LangChain4j what the caller can do about it: by the response where there is one, else by its type. */
final class ChatFailures {
    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int DEEPEST = 20;

    private final Failures failures;
    private final Function<Throwable, @Nullable Response> responses;

    /** @param responses what a client's exception holds of a response, or null */
    ChatFailures(Failures failures, Function<Throwable, @Nullable Response> responses) {
        this.failures = failures;
        this.responses = responses;
    }

    /** Of a client that sends by {@link TransportClient}, or by who knows what. */
    static ChatFailures of(Failures failures) {
        return new ChatFailures(
                failures, thrown -> thrown instanceof StatusException status ? status.response() : null);
    }

    ModelException from(RuntimeException failure, ModelRequest request) {
        if (failure instanceof ModelException ours) {
            return ours;
        }
        Response response = response(failure);
        if (response != null) {
            return failures.from(response, request);
        }
        HttpException http = find(HttpException.class, failure);
        if (http != null) {
            return failures.from(http.statusCode(), message(http), null, request);
        }
        if (Thread.currentThread().isInterrupted() || find(InterruptedException.class, failure) != null) {
            return failures.cancelled();
        }
        JsonProcessingException unreadable = find(JsonProcessingException.class, failure);
        if (unreadable != null) {
            return failures.notAReply(message(unreadable));
        }
        IOException io = find(IOException.class, failure);
        if (io != null) {
            return failures.from(io);
        }
        return byType(failure, request);
    }

    private ModelException byType(RuntimeException failure, ModelRequest request) {
        byte[] message = message(failure);
        if (failure instanceof RateLimitException) {
            return failures.from(TOO_MANY_REQUESTS, message, null, request);
        }
        if (failure instanceof TimeoutException) {
            return failures.timedOut();
        }
        if (failure instanceof InternalServerException || failure instanceof RetriableException) {
            return failures.from(SERVER_ERROR, message, null, request);
        }
        if (failure instanceof InvalidRequestException) {
            return failures.from(BAD_REQUEST, message, null, request);
        }
        if (failure instanceof UnsupportedFeatureException) {
            return failures.unsupported(failure, request);
        }
        return failures.rejected(failure);
    }

    private @Nullable Response response(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            Response response = responses.apply(cause);
            if (response != null) {
                return response;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static byte[] message(Throwable failure) {
        return String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8);
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable failure) {
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
