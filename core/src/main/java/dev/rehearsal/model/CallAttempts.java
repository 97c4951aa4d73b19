package dev.rehearsal.model;

import dev.rehearsal.conversation.Usage;
import io.github.resilience4j.core.IntervalFunction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts of one call, until there is a reply, asking again does not help, or they were too many. What a call waits for its turn is
 * not counted as its time. Used once.
 */
final class CallAttempts {
    private static final Logger LOG = LoggerFactory.getLogger(CallAttempts.class);
    private static final IntervalFunction PAUSES =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(500), 2.0, 0.5, Duration.ofSeconds(30));

    /** Attempts to reach a model that was never reached: its address may be wrong, and everybody waits for the message that says so. */
    private static final int FIRST_ATTEMPTS = 3;

    private final ModelClient model;
    private final ModelRequest request;
    private final CallScope scope;
    private final Model way;
    private final Reservation reservation;
    private int attempts;

    /** Attempts after which the model did not say when to come back. */
    private int broken;

    /** Attempts that reached nothing which could be understood. */
    private int lost;

    private int givenUp;
    private long nanos;

    /** @param way how the model is asked */
    CallAttempts(ModelClient model, ModelRequest request, CallScope scope, Model way) {
        this.model = model;
        this.request = request;
        this.scope = scope;
        this.way = way;
        this.reservation = new Reservation(scope.ledger(), model.price().orElse(null), request);
    }

    /** @throws ModelException if there is no reply in the end */
    ModelReply run() {
        while (true) {
            ModelException.Passing fault;
            ModelParameters parameters = model.known(request.parameters());
            try {
                attempts++;
                ModelReply reply = attempt(parameters);
                model.reached();
                scope.made(made(reply.usage(), null));
                return reply;
            } catch (ModelException.ParameterUnsupported e) {
                model.leaveOut(e.parameter());
                if (model.known(parameters).equals(parameters)) {
                    throw failed(e);
                }
                attempts--;
                continue;
            } catch (ModelException.Passing e) {
                fault = e;
            } catch (ModelException e) {
                throw failed(e);
            }
            Duration pause = pauseAfter(fault);
            ModelLimits limits = model.limits();
            if (isLost(fault)
                    || attempts >= limits.maxAttempts()
                    || pause.plusNanos(nanos).compareTo(limits.maxDuration()) > 0) {
                throw failed(fault);
            }
            LOG.debug(
                    "{}: attempt {} of {} failed, next in {}: {}",
                    model.name(),
                    attempts,
                    request.call(),
                    pause,
                    model.secrets().hide(String.valueOf(fault.getMessage())));
            sleep(pause);
        }
    }

    private boolean isLost(ModelException.Passing fault) {
        return switch (fault) {
            case ModelException.Unreachable nothing -> ++lost >= FIRST_ATTEMPTS && !model.isReached();
            case ModelException.TimedOut late -> false;
            case ModelException.RateLimited limited -> {
                model.reached();
                yield false;
            }
            case ModelException.Unavailable unavailable -> {
                model.reached();
                yield false;
            }
        };
    }

    private ModelReply attempt(ModelParameters parameters) {
        long round;
        try {
            round = model.slots().acquire(scope);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Cancelled("cancelled while it waited for " + model.name());
        }
        try {
            model.rates().acquire(reservation.tokens());
            reservation.reserve();
            return ask(parameters, round);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Cancelled("cancelled while " + model.name() + " was asked");
        } finally {
            reservation.release();
            model.slots().release();
        }
    }

    private ModelReply ask(ModelParameters parameters, long round) throws InterruptedException {
        Duration timeout = parameters.timeout() == null ? model.limits().timeout() : parameters.timeout();
        Duration allowed = model.patience().of(givenUp, timeout);
        ModelRequest asked = request.withParameters(parameters.withTimeout(allowed));
        long started = System.nanoTime();
        try {
            ModelReply reply = Attempt.within(() -> model.patience().of(givenUp, timeout), () -> way.generate(asked));
            model.patience().replied(System.nanoTime() - started);
            model.slots().succeeded(round);
            reservation.settle(reply.usage());
            return reply;
        } catch (TimeoutException e) {
            givenUp++;
            throw new ModelException.TimedOut(
                    model.name() + " gave no reply within "
                            + Duration.ofNanos(System.nanoTime() - started).toSeconds() + " s",
                    e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case ModelException.RateLimited fault -> {
                    model.slots().rateLimited(round);
                    throw fault;
                }
                case ModelException.TimedOut fault -> {
                    givenUp++;
                    throw fault;
                }
                case ModelException fault -> throw fault;
                case null, default ->
                    throw new ModelException.Rejected(model.name() + " failed: " + e.getCause(), e.getCause());
            }
        } finally {
            nanos += System.nanoTime() - started;
        }
    }

    private Duration pauseAfter(ModelException.Passing fault) {
        return switch (fault) {
            case ModelException.RateLimited limited -> pause(limited.retryAfter());
            case ModelException.Unavailable unavailable -> pause(unavailable.retryAfter());
            case ModelException.Unreachable nothing -> pause(null);
            case ModelException.TimedOut late -> Duration.ZERO;
        };
    }

    private Duration pause(@Nullable Duration asked) {
        if (asked == null) {
            broken++;
            return Duration.ofMillis(PAUSES.apply(broken));
        }
        // spread those that were told the same
        return asked.plusMillis((long) (Math.random() * 100));
    }

    private void sleep(Duration pause) {
        long started = System.nanoTime();
        try {
            model.sleeper().sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(new ModelException.Cancelled("cancelled while it waited to ask " + model.name() + " again"));
        } finally {
            nanos += System.nanoTime() - started;
        }
    }

    private ModelException failed(ModelException fault) {
        if (fault instanceof ModelException.BudgetSpent && attempts == 1) {
            return fault; // nothing was sent, so no call was made
        }
        scope.made(made(Usage.NONE, model.secrets().hide(String.valueOf(fault.getMessage()))));
        if (attempts == 1 || !(fault instanceof ModelException.Passing)) {
            return fault;
        }
        String message = fault.getMessage() + " (" + attempts + " attempts in "
                + Duration.ofNanos(nanos).toSeconds() + " s"
                + (model.isReached() ? ")" : "; is the address right, and does it run?)");
        return fault instanceof ModelException.Unreachable
                ? new ModelException.Unreachable(message, fault)
                : new ModelException.Unavailable(message, null, fault);
    }

    private ModelCall made(Usage usage, @Nullable String failure) {
        Price price = model.price().orElse(null);
        BigDecimal usd = price == null ? null : price.of(usage);
        return new ModelCall(
                request.call(), model.name(), usage, usd, Duration.ofNanos(nanos), attempts, false, failure);
    }
}
