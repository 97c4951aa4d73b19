package dev.rehearsal.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a {@link ModelServer} behaves: before it starts, and later through {@link ModelServer#reconfigure}. Not thread-safe. */
public final class ModelServerBuilder {
    private Duration latency;
    private @Nullable Duration agentLatency;
    private Duration jitter;
    private double rejecting;
    private @Nullable Duration retryAfter;
    private double failing;
    private double resetting;
    private double hanging;
    private double malformed;
    private Set<RequestKind> faultKinds;
    private long seed;
    private StructuredOutput structuredOutput;
    private final Set<String> refusedParameters;
    private @Nullable String key;
    private final Map<RequestKind, Function<ModelRequest, Reply>> replies;
    private int achievedFrom;
    private int capacity;
    private final Set<String> goalPhrases;
    private int recorded;

    ModelServerBuilder(Behaviour from) {
        latency = from.pace().latency();
        agentLatency = from.pace().agentLatency();
        jitter = from.pace().jitter();
        rejecting = from.faults().rejecting();
        retryAfter = from.faults().retryAfter();
        failing = from.faults().failing();
        resetting = from.faults().resetting();
        hanging = from.faults().hanging();
        malformed = from.faults().malformed();
        faultKinds = from.faults().kinds();
        seed = from.faults().seed();
        structuredOutput = from.refusals().structuredOutput();
        refusedParameters = new HashSet<>(from.refusals().parameters());
        key = from.refusals().key();
        replies = new EnumMap<>(RequestKind.class);
        replies.putAll(from.replies().scripted());
        achievedFrom = from.replies().achievedFrom();
        capacity = from.capacity();
        goalPhrases = new HashSet<>(from.goalPhrases());
        recorded = from.recorded();
    }

    /** How long an answer takes; at once by default. */
    public ModelServerBuilder latency(Duration latency) {
        this.latency = latency;
        return this;
    }

    /** How long an agent's answer takes; by default as long as the others. */
    public ModelServerBuilder agentLatency(Duration agentLatency) {
        this.agentLatency = agentLatency;
        return this;
    }

    /** How much an answer may be earlier or later. */
    public ModelServerBuilder jitter(Duration jitter) {
        this.jitter = jitter;
        return this;
    }

    /** The share of requests, from 0 to 1, that gets a 429 at once. */
    public ModelServerBuilder rejecting(double share) {
        this.rejecting = share;
        return this;
    }

    /** The share of requests that gets a 429 at once, with {@code Retry-After}. */
    public ModelServerBuilder rejecting(double share, Duration retryAfter) {
        return rejecting(share).retryAfter(retryAfter);
    }

    /** What rejected clients are told; without it they are told nothing. */
    public ModelServerBuilder retryAfter(Duration retryAfter) {
        this.retryAfter = retryAfter;
        return this;
    }

    /** Requests in flight that are served; any above get a 429 at once. */
    public ModelServerBuilder capacity(int requests) {
        this.capacity = requests;
        return this;
    }

    /** The share of requests that gets a 500 after the latency. */
    public ModelServerBuilder failing(double share) {
        this.failing = share;
        return this;
    }

    /** The share of requests whose connection is reset after the latency. */
    public ModelServerBuilder resetting(double share) {
        this.resetting = share;
        return this;
    }

    /** The share of requests that is never answered. */
    public ModelServerBuilder hanging(double share) {
        this.hanging = share;
        return this;
    }

    /** The share of structured answers that is not what was asked for: cut off, prose, or another shape. */
    public ModelServerBuilder malformed(double share) {
        this.malformed = share;
        return this;
    }

    /** The kinds of requests that the shares of faults apply to; all by default. */
    public ModelServerBuilder faultsOnlyFor(RequestKind... kinds) {
        this.faultKinds = Set.of(kinds);
        return this;
    }

    /** Decides, with the number of a request, which requests fail; 1 by default. */
    public ModelServerBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** Which response formats are known; any other is refused with a 400. All by default. */
    public ModelServerBuilder structuredOutput(StructuredOutput known) {
        this.structuredOutput = known;
        return this;
    }

    /** Refuses requests that have this parameter with a 400, as reasoning models do with {@code temperature}. */
    public ModelServerBuilder refusingParameter(String name) {
        this.refusedParameters.add(name);
        return this;
    }

    /** Refuses requests with another API key, or none, with a 401. */
    public ModelServerBuilder requiringKey(String key) {
        this.key = key;
        return this;
    }

    /** The turn, from 1, from which on goal checks say yes; by default they never do. */
    public ModelServerBuilder achievedFromTurn(int turn) {
        this.achievedFrom = turn;
        return this;
    }

    /** Takes prompts with these words for goal checks too; for other tools than ours, which word it differently. */
    public ModelServerBuilder goalPhrase(String words) {
        this.goalPhrases.add(words);
        return this;
    }

    /** What requests of this kind are answered. */
    public ModelServerBuilder reply(RequestKind kind, Function<ModelRequest, String> text) {
        return respond(kind, request -> Reply.text(text.apply(request)));
    }

    /** What happens to requests of this kind; an exception becomes a 500. */
    public ModelServerBuilder respond(RequestKind kind, Function<ModelRequest, Reply> reply) {
        this.replies.put(kind, reply);
        return this;
    }

    /** Keeps the first requests, up to this number, for {@link ModelServer#requests()}; none by default. */
    public ModelServerBuilder recording(int most) {
        this.recorded = most;
        return this;
    }

    /** Starts a server on a free port of 127.0.0.1. */
    public ModelServer start() {
        return start(0);
    }

    /** Starts a server on this port of 127.0.0.1. */
    public ModelServer start(int port) {
        try {
            return new ModelServer(port, behaviour());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " of 127.0.0.1", e);
        }
    }

    Behaviour behaviour() {
        return new Behaviour(
                new Pace(latency, agentLatency, jitter),
                new Faults(rejecting, retryAfter, failing, resetting, hanging, malformed, faultKinds, seed),
                new Refusals(structuredOutput, refusedParameters, key),
                new Replies(replies, achievedFrom),
                capacity,
                goalPhrases,
                recorded);
    }
}
