package dev.rehearsal.model;

import dev.rehearsal.input.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model with everything that surrounds a call: the limit of calls in flight, rates, timeouts, retries, budgets, prices and what was
 * learnt about the model (forms of replies and parameters that it does not know). One for each model of a run, shared by all who ask it.
 */
public final class ModelClient {
    private static final Logger LOG = LoggerFactory.getLogger(ModelClient.class);

    private final Model model;
    private final ModelLimits limits;
    private final CallSlots slots;
    private final CallRates rates;
    private final Patience patience;
    private final Sleeper sleeper;
    private final Secrets secrets;
    private final CompletableFuture<Optional<Price>> price;
    private volatile boolean reached;
    private final Set<String> unknownParameters = ConcurrentHashMap.newKeySet();
    private final AtomicReference<ReplySchema.Form> form = new AtomicReference<>(ReplySchema.Form.SCHEMA);

    public ModelClient(Model model, ModelLimits limits) {
        this(model, limits, Prices.bundled(), Sleeper.REAL);
    }

    public ModelClient(Model model, ModelLimits limits, Prices prices, Sleeper sleeper) {
        this(model, limits, () -> prices, sleeper, Secrets.of(Map.of()));
    }

    /** The price is looked up beside, as reading the table of prices takes a tenth of the time until the first call. */
    ModelClient(Model model, ModelLimits limits, Supplier<Prices> prices, Sleeper sleeper, Secrets secrets) {
        this.secrets = secrets;
        this.model = model;
        this.limits = limits;
        this.slots = new CallSlots(Math.min(limits.concurrency(), model.concurrency()));
        this.rates = new CallRates(limits);
        this.patience = new Patience(limits.timeout());
        this.sleeper = sleeper;
        this.price = CompletableFuture.supplyAsync(() -> prices.get().of(model.name()), Thread::startVirtualThread);
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
        return price.join();
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
        if (budget.usd() != null && price().isEmpty()) {
            throw new InvalidInputException(
                    name(),
                    "its price is not known, so a budget in dollars cannot be kept; give a table of prices that has it, or use a budget of"
                            + " tokens");
        }
    }

    private ModelReply call(ModelRequest request, CallScope scope, Model way) {
        return new CallAttempts(this, request, scope, way).run();
    }

    /** The parameters without those that the model does not take. */
    ModelParameters known(ModelParameters parameters) {
        ModelParameters known = parameters;
        for (String unknown : unknownParameters) {
            known = known.without(unknown);
        }
        return known;
    }

    /** The model does not take that parameter: it is sent no more. */
    void leaveOut(String parameter) {
        if (unknownParameters.add(parameter)) {
            LOG.warn("{} does not take '{}'; it is left out from now on", name(), parameter);
        }
    }

    /** Something that is no mere failure to connect came from it. */
    void reached() {
        reached = true;
    }

    boolean isReached() {
        return reached;
    }

    CallSlots slots() {
        return slots;
    }

    CallRates rates() {
        return rates;
    }

    Secrets secrets() {
        return secrets;
    }

    Patience patience() {
        return patience;
    }

    Sleeper sleeper() {
        return sleeper;
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
