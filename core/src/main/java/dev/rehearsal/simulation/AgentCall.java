package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Excerpt;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.model.Attempt;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.Secrets;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Asks the agent in one turn, whatever it does. */
final class AgentCall {
    /** Answers that are longer are no answers: a person could not read them, and no judge could. */
    static final int LONGEST_ANSWER = 1_000_000;

    /** Of what a tool was given or returned an excerpt is kept where it is longer: 25,000 tokens or so. */
    static final int LONGEST_RESULT = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(AgentCall.class);

    private final Agent agent;
    private final AgentGate gate;
    private final ThreadFactory threads;
    private final Secrets secrets;
    private final Clock clock;

    AgentCall(Agent agent, AgentGate gate, ThreadFactory threads, Secrets secrets, Clock clock) {
        this.agent = agent;
        this.gate = gate;
        this.threads = threads;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A turn that is complete, and why the session ends with it, if it does. */
    record Outcome(Turn turn, @Nullable StopReason stop) {}

    /** What the agent's limits ask of each call: waiting before it, and being told of its end. */
    AgentGate gate() {
        return gate;
    }

    Outcome ask(SimulationKey key, Conversation before, Message user, Duration timeout, CallScope calls)
            throws InterruptedException {
        int number = before.size() + 1;
        List<Message> messages = before.messages();
        messages.add(user);
        var steps = new ConcurrentLinkedQueue<dev.rehearsal.conversation.Span>();
        var request = new AgentRequest(
                agent.history() == Agent.History.LAST && !isFirstAfterHistory(before) ? List.of(user) : messages,
                key.sessionId(),
                key.testCase().context(),
                number,
                calls,
                steps::add);
        Instant startedAt = clock.instant();
        long started = System.nanoTime();
        Answer answer = Answer.NONE;
        StopReason stop;
        try {
            Answer given = Attempt.within(timeout, threads, () -> inTurn(request));
            stop = fault(given);
            if (stop == null) {
                answer = Excerpt.ofToolCalls(given, LONGEST_RESULT, LONGEST_ANSWER);
            }
        } catch (ExecutionException e) {
            stop = failure(e.getCause()).with(secrets::hide);
        } catch (TimeoutException e) {
            stop = new StopReason.Timeout("the agent gave no answer within " + timeout.toMillis() / 1000.0 + " s");
        }
        Duration latency = Duration.ofNanos(System.nanoTime() - started);
        String failure = stop == null ? null : stop.rationale();
        return new Outcome(new Turn(number, user, answer, failure, startedAt, latency, List.copyOf(steps)), stop);
    }

    /** An agent that keeps what was said has not heard what precedes the simulation. */
    private static boolean isFirstAfterHistory(Conversation before) {
        return before.before() > 0 && before.own().isEmpty();
    }

    /** Lets the agent prepare for a conversation; why the session cannot be held, if it cannot. */
    @Nullable
    StopReason begin(SimulationKey key, Duration timeout) throws InterruptedException {
        try {
            Attempt.within(timeout, threads, () -> {
                agent.begin(key.agentSession());
                return true;
            });
            return null;
        } catch (ExecutionException e) {
            return failure(e.getCause()).with(secrets::hide);
        } catch (TimeoutException e) {
            return new StopReason.Timeout(
                    "the agent was not ready for the conversation within " + timeout.toMillis() / 1000.0 + " s");
        }
    }

    /** Lets the agent put away what it had for a conversation. */
    void end(SimulationKey key, Duration timeout) {
        try {
            Attempt.within(timeout, threads, () -> {
                agent.end(key.agentSession());
                return true;
            });
        } catch (ExecutionException e) {
            LOG.warn(
                    "after session {}: {}",
                    key.sessionId(),
                    secrets.hide(failure(e.getCause()).rationale()));
        } catch (TimeoutException e) {
            LOG.warn("after session {}: the agent did not end it within {} s", key.sessionId(), timeout.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The turn as a trace, whose id follows from session and number: what the agent's own spans are part of, here or behind HTTP. */
    private static Context turn(AgentRequest request) {
        TraceId trace = TraceId.of(request.sessionId(), request.turn());
        SpanContext root = SpanContext.createFromRemoteParent(
                trace.value(), trace.rootSpan(), TraceFlags.getSampled(), TraceState.getDefault());
        Baggage baggage = Baggage.current().toBuilder()
                .put("session.id", request.sessionId().value())
                .build();
        return Context.current().with(Span.wrap(root)).with(baggage);
    }

    private Answer inTurn(AgentRequest request) throws Exception {
        Context turn = turn(request);
        Span span = GlobalOpenTelemetry.getTracer("dev.rehearsal")
                .spanBuilder("turn")
                .setParent(turn)
                .setAttribute("gen_ai.conversation.id", request.sessionId().value())
                .setAttribute("rehearsal.turn", (long) request.turn())
                .startSpan();
        MDC.put("session_id", request.sessionId().value());
        try (Scope current = turn.with(span).makeCurrent()) {
            return agent.answer(request);
        } catch (Exception | Error e) {
            span.setStatus(StatusCode.ERROR, secrets.hide(String.valueOf(e.getMessage())));
            throw e;
        } finally {
            MDC.remove("session_id");
            span.end();
        }
    }

    @SuppressWarnings("NullAway") // an agent is the user's code and may give null all the same
    private static @Nullable StopReason fault(Answer answer) {
        if (answer == null) {
            return new StopReason.EmptyAnswer("the agent returned null; return an Answer");
        }
        String text = answer.text();
        if (text.isBlank()) {
            return new StopReason.EmptyAnswer(
                    answer.toolCalls().isEmpty()
                            ? "the agent's answer has no text"
                            : "the agent's answer has tool calls but no text");
        }
        if (text.length() > LONGEST_ANSWER) {
            return new StopReason.AgentFailed("the agent's answer has " + text.length() + " characters, more than "
                    + LONGEST_ANSWER + "; it begins: " + text.substring(0, 200));
        }
        return null;
    }

    private static StopReason failure(@Nullable Throwable cause) {
        if (cause instanceof ModelException.BudgetSpent spent) {
            return new StopReason.BudgetSpent(String.valueOf(spent.getMessage()));
        }
        if (cause instanceof ModelException || cause instanceof AgentException) {
            return new StopReason.AgentFailed(String.valueOf(cause.getMessage()));
        }
        return new StopReason.AgentFailed("the agent threw " + cause);
    }
}
