package dev.rehearsal.model;

import dev.rehearsal.conversation.Usage;
import dev.rehearsal.input.InvalidInputException;
import io.github.resilience4j.core.IntervalFunction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model with everything that surrounds a call: the limit of calls in flight, rates, timeouts, retries, budgets, prices and what was
 * learnt about the model (forms of replies and parameters that it does not know). One for each model of a run, shared by all who ask it.
 */
public final class ModelClient {
    private static final Logger LOG = LoggerFactory.getLogger(ModelClient.class);
    private static final IntervalFunction PAUSES =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(500), 2.0, 0.5, Duration.ofSeconds(30));

    private final Model model;
    private final ModelLimits limits;
    private final CallSlots slots;
    private final CallRates rates;
    private final Patience patience;
    private final Sleeper sleeper;
    private final @Nullable Price price;
    private final Set<String> unknownParameters = ConcurrentHashMap.newKeySet();
    private final AtomicReference<ReplySchema.Form> form = new AtomicReference<>(ReplySchema.Form.SCHEMA);

    public ModelClient(Model model, ModelLimits limits) {
        this(model, limits, Prices.bundled(), Sleeper.REAL);
    }

    public ModelClient(Model model, ModelLimits limits, Prices prices, Sleeper sleeper) {
        this.model = model;
        this.limits = limits;
        this.slots = new CallSlots(Math.min(limits.concurrency(), model.concurrency()));
        this.rates = new CallRates(limits);
        this.patience = new Patience(limits.timeout());
        this.sleeper = sleeper;
        this.price = prices.of(model.name()).orElse(null);
    }

    public String name() {
        return model.name();
    }

    public boolean canJudge() {
        return model.canJudge();
    }

    public ModelLimits limits() {
        return limits;
    }

    /** The model's price, if it is known. */
    public Optional<Price> price() {
        return Optional.ofNullable(price);
    }

    /** Calls under way. */
    public int inFlight() {
        return slots.inFlight();
    }

    /** The most calls that may be under way now: lower than {@link ModelLimits#concurrency} after rate limits. */
    public int currentLimit() {
        return slots.limit();
    }

    /** The model as one that does all this by itself, for an agent's calls in that scope. */
    public Model in(CallScope scope) {
        return new ScopedModel(this, scope);
    }

    /**
     * Asks, again where it helps, and tells the scope's listener.
     *
     * @throws ModelException if there is no reply in the end
     */
    public ModelReply generate(ModelRequest request, CallScope scope) {
        return call(request, scope, model::generate);
    }

    /** Whether {@link #continueText} works. */
    public boolean continues() {
        return model.continuation().isPresent();
    }

    /** Goes on with a plain text; see {@link TextContinuation}. */
    public ModelReply continueText(ModelRequest request, java.util.List<String> stops, CallScope scope) {
        TextContinuation continuation = model.continuation()
                .orElseThrow(() -> new ModelException.Rejected(name() + " cannot go on with a plain text", null));
        return call(request, scope, asked -> continuation.continueText(asked, stops));
    }

    /**
     * Asks for a structured reply; asks again with the fault named where the reply does not follow the schema. What the model's server does
     * not know (JSON schema, JSON object) is replaced by asking for it in words, and remembered.
     *
     * @param request has a schema
     * @throws ModelException if there is no usable reply in the end
     */
    public StructuredReply ask(ModelRequest request, CallScope scope) {
        return new StructuredQuestion(this, form).ask(request, scope);
    }

    /** @throws InvalidInputException if a budget in dollars needs a price that is not known */
    public void checkPriceFor(Budget budget) {
        if (budget.usd() != null && price == null) {
            throw new InvalidInputException(
                    name(),
                    "its price is not known, so a budget in dollars cannot be kept; give a table of prices that has it, or use a budget of"
                            + " tokens");
        }
    }

    private ModelReply call(ModelRequest request, CallScope scope, Model way) {
        long started = System.nanoTime();
        Reservation reservation = new Reservation(scope.ledger(), price, request);
        int attempt = 0;
        while (true) {
            attempt++;
            ModelException fault;
            try {
                ModelReply reply = attempt(request, scope, way, attempt, reservation);
                scope.made(made(request, reply.usage(), started, attempt, null));
                return reply;
            } catch (ModelException.ParameterUnsupported e) {
                if (unknownParameters.add(e.parameter())) {
                    LOG.warn("{} does not take '{}'; it is left out from now on", name(), e.parameter());
                    attempt--;
                    continue;
                }
                if (without(request.parameters()).equals(request.parameters())) {
                    throw failed(request, scope, started, attempt, e);
                }
                attempt--;
                continue;
            } catch (ModelException.Passing e) {
                fault = e;
            } catch (ModelException e) {
                throw failed(request, scope, started, attempt, e);
            }
            Duration pause = pause(fault, attempt);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
            if (attempt >= limits.maxAttempts() || elapsed.plus(pause).compareTo(limits.maxDuration()) > 0) {
                throw failed(request, scope, started, attempt, fault);
            }
            LOG.debug(
                    "{}: attempt {} of {} failed, next in {}: {}",
                    name(),
                    attempt,
                    request.call(),
                    pause,
                    fault.getMessage());
            sleep(pause, scope, request, started, attempt);
        }
    }

    private ModelReply attempt(ModelRequest request, CallScope scope, Model way, int attempt, Reservation reservation) {
        try {
            slots.acquire(scope);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Cancelled("cancelled while it waited for " + name());
        }
        try {
            rates.acquire(reservation.tokens());
            reservation.reserve();
            ModelParameters parameters = without(request.parameters());
            Duration timeout = parameters.timeout() == null ? limits.timeout() : parameters.timeout();
            Duration allowed = patience.of(attempt, timeout);
            ModelRequest asked = request.withParameters(parameters.withTimeout(allowed));
            long started = System.nanoTime();
            ModelReply reply = Attempt.within(allowed, () -> way.generate(asked));
            patience.replied(System.nanoTime() - started);
            slots.succeeded();
            reservation.settle(reply.usage());
            return reply;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelException fault) {
                if (fault instanceof ModelException.RateLimited) {
                    slots.rateLimited();
                }
                throw fault;
            }
            throw new ModelException.Rejected(name() + " failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new ModelException.TimedOut(name() + " did not reply in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Cancelled("cancelled while " + name() + " was asked");
        } finally {
            reservation.release();
            slots.release();
        }
    }

    private ModelParameters without(ModelParameters parameters) {
        ModelParameters known = parameters;
        for (String unknown : unknownParameters) {
            known = known.without(unknown);
        }
        return known;
    }

    private static Duration pause(ModelException fault, int attempt) {
        Duration backOff = Duration.ofMillis(PAUSES.apply(attempt));
        Duration asked = switch (fault) {
            case ModelException.RateLimited limited -> limited.retryAfter();
            case ModelException.Unavailable unavailable -> unavailable.retryAfter();
            default -> null;
        };
        if (asked == null) {
            return fault instanceof ModelException.TimedOut ? Duration.ZERO : backOff;
        }
        // spread those that were told the same
        return asked.plusMillis((long) (Math.random() * 100));
    }

    private void sleep(Duration pause, CallScope scope, ModelRequest request, long started, int attempt) {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(
                    request,
                    scope,
                    started,
                    attempt,
                    new ModelException.Cancelled("cancelled while it waited to ask " + name() + " again"));
        }
    }

    private ModelException failed(
            ModelRequest request, CallScope scope, long started, int attempts, ModelException fault) {
        scope.made(made(request, Usage.NONE, started, attempts, fault.getMessage()));
        if (attempts > 1 && fault instanceof ModelException.Passing) {
            return new ModelException.Unavailable(
                    fault.getMessage() + " (" + attempts + " attempts in "
                            + Duration.ofNanos(System.nanoTime() - started).toSeconds() + " s)",
                    null,
                    fault);
        }
        return fault;
    }

    private ModelCall made(ModelRequest request, Usage usage, long started, int attempts, @Nullable String failure) {
        BigDecimal usd = price == null ? null : price.of(usage);
        return new ModelCall(
                request.call(),
                name(),
                usage,
                usd,
                Duration.ofNanos(System.nanoTime() - started),
                attempts,
                false,
                failure);
    }

    /** A client that looks like a model. */
    private record ScopedModel(ModelClient client, CallScope scope) implements Model {
        @Override
        public ModelReply generate(ModelRequest request) {
            return client.generate(request, scope);
        }

        @Override
        public String name() {
            return client.name();
        }

        @Override
        public boolean canJudge() {
            return client.canJudge();
        }

        @Override
        public int concurrency() {
            return client.model.concurrency();
        }
    }
}
