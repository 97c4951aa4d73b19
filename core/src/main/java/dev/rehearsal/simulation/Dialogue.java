package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.ModelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One conversation under way: what was said so far, and the ways to go on with it. What an earlier process left is gone through first. */
final class Dialogue {
    private final SimulationSettings settings;
    private final AgentCall agent;
    private final SimulationKey key;
    private final Teller teller;
    private final Cancellation cancellation;
    private final CallScope calls;
    private final Deadline runDeadline;
    private final Deadline deadline;
    private final Map<Integer, GoalVerdict> verdicts = new HashMap<>();
    private final Deque<Turn> kept = new ArrayDeque<>();
    private @Nullable Message waiting;
    private Conversation conversation;
    private String lastRationale = "";

    Dialogue(
            SimulationSettings settings,
            AgentCall agent,
            SimulationStart start,
            Deadline runDeadline,
            Teller teller,
            Cancellation cancellation,
            CallScope calls) {
        this.settings = settings;
        this.agent = agent;
        this.key = start.key();
        this.runDeadline = runDeadline;
        this.deadline = Deadline.of("session", settings.sessionBudget().time());
        this.teller = teller;
        this.cancellation = cancellation;
        this.calls = calls;
        this.conversation = start.key().testCase().history();
        this.waiting = start.waiting();
        this.verdicts.putAll(start.goalVerdicts());
        start.conversation().turns().stream().skip(conversation.size()).forEach(kept::add);
    }

    Conversation conversation() {
        return conversation;
    }

    int size() {
        return conversation.size();
    }

    Turn last() {
        return conversation.turns().getLast();
    }

    SimulationSettings settings() {
        return settings;
    }

    SimulationKey key() {
        return key;
    }

    CallScope calls() {
        return calls;
    }

    Teller teller() {
        return teller;
    }

    /** The goal check's verdicts by turn. */
    Map<Integer, GoalVerdict> verdicts() {
        return verdicts;
    }

    /** Why the goal was not achieved when it was checked last. */
    String lastRationale() {
        return lastRationale;
    }

    boolean isStopping() {
        return cancellation.isRequested();
    }

    /** Whether the conversation has as many turns as it may have. */
    boolean isAtItsEnd() {
        return conversation.own().size() >= settings.maxTurns();
    }

    /** What the user says next, where an earlier process has got that already. */
    Optional<String> keptMessage() {
        if (!kept.isEmpty()) {
            return Optional.of(kept.getFirst().user().text());
        }
        return Optional.ofNullable(waiting).map(Message::text);
    }

    /** The agent is asked; why the session ends with that turn, or before it, if it does. */
    @Nullable
    StopReason say(String text) throws InterruptedException {
        if (!kept.isEmpty()) {
            Turn turn = kept.removeFirst();
            conversation = conversation.with(turn);
            // an earlier process died between the agent's failure and the session's end
            return turn.failure() == null ? null : new StopReason.AgentFailed(turn.failure());
        }
        StopReason over = over();
        if (over != null) {
            return over;
        }
        waiting = null;
        Message message = Message.user(text);
        int number = conversation.size() + 1;
        teller.tell(new SimulationEvent.UserSpoke(key, number, message));
        agent.gate().enter();
        try {
            over = over();
            if (over != null) {
                return over;
            }
            AgentCall.Outcome outcome = agent.ask(key, conversation, message, timeLeft(), calls.atTurn(number));
            conversation = conversation.with(outcome.turn());
            teller.tell(new SimulationEvent.TurnCompleted(key, outcome.turn(), conversation));
            return outcome.stop() instanceof StopReason.Timeout && isLate() ? late() : outcome.stop();
        } finally {
            agent.gate().leave();
        }
    }

    private @Nullable StopReason over() {
        if (cancellation.isRequested()) {
            return new StopReason.Cancelled("the run was stopped");
        }
        return isLate() ? late() : null;
    }

    private boolean isLate() {
        return deadline.isOver() || runDeadline.isOver();
    }

    private StopReason late() {
        return (deadline.isOver() ? deadline : runDeadline).reason();
    }

    /** How long the agent may take: what is left of the budgets of session and run, and its own timeout at most. */
    Duration timeLeft() {
        return deadline.left(runDeadline.left(settings.agentTimeout()));
    }

    /** The simulated user writes the message of that turn. */
    @SuppressWarnings("NullAway") // a simulated user may be the user's code and give null all the same
    NextMessage write(int turn, CallScope scope) throws InterruptedException {
        long seed = Seeds.seed(settings.seed(), key.testCase().caseId(), key.trial(), turn);
        try {
            UserReply reply = settings.simulatedUser()
                    .next(new UserRequest(
                            key.testCase(),
                            conversation,
                            key.sessionId(),
                            turn,
                            settings.maxTurns() + conversation.before(),
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

    /** Asks the goal check about the newest turn, if it was not asked yet; null where it failed, which is recorded. */
    @SuppressWarnings("NullAway") // a goal check may be the user's code and give null all the same
    @Nullable
    GoalVerdict checkGoal() throws InterruptedException {
        int turn = conversation.size();
        GoalVerdict verdict = verdicts.get(turn);
        if (verdict != null) {
            lastRationale = verdict.rationale();
            return verdict;
        }
        String failure = null;
        try {
            verdict = settings.goalCheck()
                    .check(new GoalRequest(key.testCase(), conversation, key.sessionId(), calls.atTurn(turn)));
            if (verdict == null) {
                failure = "the goal check returned null; return a GoalVerdict";
            }
        } catch (Throwable e) {
            throwIfCancelled(e);
            failure = message(e);
        }
        if (verdict == null) {
            lastRationale = "the goal check failed: " + failure;
        } else {
            lastRationale = verdict.rationale();
            verdicts.put(turn, verdict);
        }
        teller.tell(new SimulationEvent.GoalChecked(key, turn, verdict, failure));
        return verdict;
    }

    /** What a person is told of a failure. */
    String message(Throwable e) {
        return settings.secrets()
                .hide(e instanceof RuntimeException && e.getMessage() != null ? e.getMessage() : e.toString());
    }

    /** What fails because it was interrupted has not failed: it never came to its end. */
    void throwIfCancelled(Throwable e) throws InterruptedException {
        if (e instanceof ModelException.Cancelled || e instanceof InterruptedException || cancellation.isAtOnce()) {
            throw new InterruptedException(e.getMessage());
        }
    }
}
