package dev.rehearsal.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** There is no reply. The subclass says what the caller can do about it. */
public abstract sealed class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Asking again later may help: rate limits, overload, broken connections, attempts that took too long. */
    public abstract static sealed class Passing extends ModelException {
        private static final long serialVersionUID = 1L;

        private Passing(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The provider asks to slow down (429). */
    public static final class RateLimited extends Passing {
        private static final long serialVersionUID = 1L;

        private final @Nullable Duration retryAfter;

        public RateLimited(String message, @Nullable Duration retryAfter) {
            super(message, null);
            this.retryAfter = retryAfter;
        }

        /** How long the provider asks to wait, if it says so. */
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /**
     * Nothing that could be understood came back: there was no connection, it broke, or something else than a model answers there. Passing
     * where the model has replied before; else its address may be wrong.
     */
    public static final class Unreachable extends Passing {
        private static final long serialVersionUID = 1L;

        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The provider failed (5xx). */
    public static final class Unavailable extends Passing {
        private static final long serialVersionUID = 1L;

        private final @Nullable Duration retryAfter;

        public Unavailable(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** An attempt took longer than its timeout. */
    public static final class TimedOut extends Passing {
        private static final long serialVersionUID = 1L;

        public TimedOut(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The provider does not know the asked form of the reply (JSON schema or JSON object). */
    public static final class SchemaUnsupported extends ModelException {
        private static final long serialVersionUID = 1L;

        public SchemaUnsupported(String message) {
            super(message, null);
        }
    }

    /** The model does not take a parameter. */
    public static final class ParameterUnsupported extends ModelException {
        private static final long serialVersionUID = 1L;

        private final String parameter;

        public ParameterUnsupported(String parameter, String message) {
            super(message, null);
            this.parameter = parameter;
        }

        /** Named as in {@link ModelParameters#without}. */
        public String parameter() {
            return parameter;
        }
    }

    /** The request cannot succeed as it is: no such model, no or a wrong key, too long, refused. */
    public static final class Rejected extends ModelException {
        private static final long serialVersionUID = 1L;

        public Rejected(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A structured reply did not follow its schema, also when asked again with the fault named. */
    public static final class Malformed extends ModelException {
        private static final long serialVersionUID = 1L;

        public Malformed(String message) {
            super(message, null);
        }
    }

    /** The call was not made: a budget does not allow it. */
    public static final class BudgetSpent extends ModelException {
        private static final long serialVersionUID = 1L;

        public BudgetSpent(String message) {
            super(message, null);
        }
    }

    /** The thread was interrupted while it waited; its interrupt flag is set. */
    public static final class Cancelled extends ModelException {
        private static final long serialVersionUID = 1L;

        public Cancelled(String message) {
            super(message, null);
        }
    }
}
