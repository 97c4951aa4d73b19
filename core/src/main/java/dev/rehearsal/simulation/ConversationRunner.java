package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.Ledger;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.Spend;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs one conversation to its stop reason. While the goal check judges a turn, the next user message is already being written; so a turn
 * costs one model latency and the agent's.
 */
final class ConversationRunner {
    private final SimulationSettings settings;
    private final AgentCall agent;
    private final SimulationKey key;
    private final Teller teller;
    private final Cancellation cancellation;
    private final CallScope calls;
    private final Instant startedAt;
    private final long started = System.nanoTime();
    private final Map<Integer, GoalVerdict> verdicts = new HashMap<>();
    private Conversation conversation;
    private boolean saidGoodbye;
    private String lastRationale = "";

    ConversationRunner(
            SimulationSettings settings,
            AgentCall agent,
            SimulationStart start,
            Ledger runLedger,
            SimulationListener listener,
            Cancellation cancellation) {
        this.settings = settings;
        this.agent = agent;
        this.key = start.key();
        this.teller = new Teller(start, listener, cancellation);
        this.cancellation = cancellation;
        this.conversation = start.conversation();
        this.verdicts.putAll(start.goalVerdicts());
        this.startedAt = settings.clock().instant();
        Spend before = start.spend().values().stream().reduce(Spend.NONE, Spend::plus);
        Ledger ledger = runLedger.ofSession(settings.sessionBudget(), before);
        this.calls = CallScope.of(key.testCase().caseId().value(), key.trial(), ledger, teller::made);
    }

    Simulation run(SimulationStart start) {
        cancellation.enter();
        try {
            teller.tell(new SimulationEvent.SessionStarted(key, startedAt));
            StopReason reason;
            try {
                StopReason unready = agent.begin(key, timeLeft());
                reason = unready == null ? converse(start.waiting()) : unready;
            } catch (InterruptedException e) {
                reason = cancelled();
            }
            Thread.interrupted(); // what ends the session has to reach the listeners
            var simulation = new Simulation(
                    key,
                    conversation,
                    reason,
                    verdicts,
                    startedAt,
                    Duration.ofNanos(System.nanoTime() - started),
                    teller.spend());
            teller.tell(new SimulationEvent.SessionEnded(key, simulation));
            return simulation;
        } finally {
            try {
                agent.end(key, settings.agentTimeout());
            } finally {
                cancellation.leave();
            }
        }
    }

    private static StopReason cancelled() {
        return new StopReason.Cancelled("the run was stopped");
    }

    /** @param waiting a user message that an earlier process had already got */
    private StopReason converse(@Nullable Message waiting) throws InterruptedException {
        NextMessage next;
        if (waiting != null) {
            next = new NextMessage.Said(UserReply.of(waiting.text()));
        } else if (conversation.isEmpty()) {
            next = speak(1);
        } else {
            Turn last = conversation.turns().getLast();
            if (last.failure() != null) {
                // an earlier process died between the agent's failure and the session's end
                return new StopReason.AgentFailed(last.failure());
            }
            Step step = judge(last);
            if (step.stop() != null) {
                return step.stop();
            }
            next = step.nextOrThrow();
        }
        while (true) {
            StopReason before = beforeAgent(next);
            if (before != null) {
                return before;
            }
            Message message = Message.user(((NextMessage.Said) next).reply().text());
            int number = conversation.size() + 1;
            teller.tell(new SimulationEvent.UserSpoke(key, number, message));
            AgentCall.Outcome outcome = agent.ask(key, conversation, message, timeLeft(), calls.atTurn(number));
            conversation = conversation.with(outcome.turn());
            teller.tell(new SimulationEvent.TurnCompleted(key, outcome.turn(), conversation));
            if (outcome.stop() != null) {
                return outcome.stop();
            }
            Step step = judge(outcome.turn());
            if (step.stop() != null) {
                return step.stop();
            }
            next = step.nextOrThrow();
        }
    }

    /** Why the next message does not go to the agent, if it does not. */
    private @Nullable StopReason beforeAgent(NextMessage next) {
        if (cancellation.isRequested()) {
            return cancelled();
        }
        switch (next) {
            case NextMessage.Failed(var reason) -> {
                return reason;
            }
            case NextMessage.Said(var reply) -> {
                if (reply.intent() == UserReply.Intent.GIVES_UP) {
                    return new StopReason.UserGaveUp(
                            reply.text().isBlank()
                                    ? "the simulated user left"
                                    : "the simulated user left with: " + reply.text());
                }
                boolean satisfied = reply.intent() == UserReply.Intent.SATISFIED;
                if (satisfied && saidGoodbye) {
                    return new StopReason.Stalled(
                            "the simulated user says it is satisfied, the goal check disagrees: " + lastRationale);
                }
                saidGoodbye = satisfied;
                if (reply.text().isBlank()) {
                    return new StopReason.UserFailed("the simulated user said nothing");
                }
            }
        }
        if (!timeLeft().isPositive()) {
            return new StopReason.Timeout("the session took longer than its budget of "
                    + settings.sessionBudget().time());
        }
        return null;
    }

    private Duration timeLeft() {
        Duration most = settings.sessionBudget().time();
        if (most == null) {
            return settings.agentTimeout();
        }
        Duration left = most.minusNanos(System.nanoTime() - started);
        return left.compareTo(settings.agentTimeout()) < 0 ? left : settings.agentTimeout();
    }

    /** What follows a turn: the end, or the next message. */
    private record Step(@Nullable StopReason stop, @Nullable NextMessage next) {
        NextMessage nextOrThrow() {
            if (next == null) {
                throw new IllegalStateException("a step without an end has a next message");
            }
            return next;
        }
    }

    private Step judge(Turn turn) throws InterruptedException {
        boolean last = turn.number() >= settings.maxTurns();
        SpareMessage spare = last || !settings.spareMessages() || cancellation.isRequested()
                ? null
                : SpareMessage.start(settings.threads(), calls, scope -> next(turn.number() + 1, scope));
        boolean used = false;
        try {
            GoalVerdict verdict = verdicts.get(turn.number());
            if (verdict == null) {
                verdict = check(turn.number());
            }
            if (verdict != null) {
                lastRationale = verdict.rationale();
                if (verdict.achieved()) {
                    return new Step(new StopReason.GoalAchieved(verdict.rationale()), null);
                }
            }
            if (last) {
                return new Step(new StopReason.MaxTurns(lastRationale), null);
            }
            var loop = Loops.find(conversation);
            if (loop.isPresent()) {
                return new Step(new StopReason.Stalled(loop.get()), null);
            }
            if (spare == null) {
                return new Step(null, speak(turn.number() + 1));
            }
            used = true;
            return new Step(null, spare.take(teller::made));
        } finally {
            if (spare != null && !used) {
                spare.discard(teller::made);
            }
        }
    }

    @SuppressWarnings("NullAway") // a goal check may be the user's code and give null all the same
    private @Nullable GoalVerdict check(int turn) throws InterruptedException {
        GoalVerdict verdict = null;
        String failure = null;
        try {
            verdict = settings.goalCheck()
                    .check(new GoalRequest(key.testCase(), conversation, key.sessionId(), calls.atTurn(turn)));
            if (verdict == null) {
                failure = "the goal check returned null; return a GoalVerdict";
            }
        } catch (Throwable e) {
            throwIfCancelled(e);
            failure = settings.secrets()
                    .hide(e instanceof RuntimeException && e.getMessage() != null ? e.getMessage() : e.toString());
        }
        if (verdict == null) {
            lastRationale = "the goal check failed: " + failure;
        } else {
            verdicts.put(turn, verdict);
        }
        teller.tell(new SimulationEvent.GoalChecked(key, turn, verdict, failure));
        return verdict;
    }

    /** What fails because it was interrupted has not failed: it never came to its end. */
    private void throwIfCancelled(Throwable e) throws InterruptedException {
        if (e instanceof ModelException.Cancelled || e instanceof InterruptedException || cancellation.isAtOnce()) {
            throw new InterruptedException(e.getMessage());
        }
    }

    private NextMessage speak(int turn) throws InterruptedException {
        return next(turn, calls);
    }

    @SuppressWarnings("NullAway") // a simulated user may be the user's code and give null all the same
    private NextMessage next(int turn, CallScope scope) throws InterruptedException {
        long seed = Seeds.seed(settings.seed(), key.testCase().caseId(), key.trial(), turn);
        try {
            UserReply reply = settings.simulatedUser()
                    .next(new UserRequest(
                            key.testCase(),
                            conversation,
                            key.sessionId(),
                            turn,
                            settings.maxTurns(),
                            seed,
                            scope.atTurn(turn)));
            return reply == null
                    ? new NextMessage.Failed(
                            new StopReason.UserFailed("the simulated user returned null; return a UserReply"))
                    : new NextMessage.Said(reply);
        } catch (Throwable e) {
            throwIfCancelled(e);
            StopReason reason = switch (e) {
                case ModelException.BudgetSpent spent -> new StopReason.BudgetSpent(String.valueOf(spent.getMessage()));
                case ModelException fault -> new StopReason.UserFailed(String.valueOf(fault.getMessage()));
                default -> new StopReason.UserFailed("the simulated user threw " + e);
            };
            return new NextMessage.Failed(reason.with(settings.secrets()::hide));
        }
    }
}
