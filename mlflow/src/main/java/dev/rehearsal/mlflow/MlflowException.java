package dev.rehearsal.mlflow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call to an MLflow server failed. The message says what was asked, what the server said and what to do. */
public abstract sealed class MlflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private MlflowException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The server does not take it, and will not take it later either: something has to be changed first. */
    public static final class Refused extends MlflowException {
        private static final long serialVersionUID = 1L;

        private static final String MISSING = "RESOURCE_DOES_NOT_EXIST";

        private final int status;
        private final String code;

        Refused(int status, String code, String message) {
            super(message, null);
            this.status = status;
            this.code = code;
        }

        /** Whether it is an MLflow server that says so of something that it does not have. */
        boolean isMissing() {
            return code.equals(MISSING);
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** Whether nothing else would be taken either: the server does not know who asks, or is none. */
        public boolean concernsAll() {
            return status == 401 || status == 403;
        }
    }

    /** The server is away, too slow, broken or asks to wait: the same may succeed later. */
    public static final class Unavailable extends MlflowException {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable Duration retryAfter;
        private final int status;

        Unavailable(int status, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
            super(message, cause);
            this.status = status;
            this.retryAfter = retryAfter;
        }

        /** How long the server wants not to be asked; null where it does not say. */
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }

        /** The HTTP status; 0 where there was no answer. */
        public int status() {
            return status;
        }
    }
}
