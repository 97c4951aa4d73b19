package dev.rehearsal.simulation;

import java.util.List;
import java.util.function.UnaryOperator;

/** Why a session ended. Always recorded. */
public sealed interface StopReason {
    /** All codes, as they stand in files, tables, JSON and pages. */
    List<String> CODES = List.of(
            "goal_achieved",
            "max_turns",
            "user_gave_up",
            "script_completed",
            "script_failed",
            "empty_answer",
            "stalled",
            "timeout",
            "budget_spent",
            "agent_failed",
            "user_failed",
            "cancelled",
            "interrupted",
            "recorded");

    /** The goal check's rationale, the error's message, or another explanation in words. */
    String rationale();

    /** The goal check found the goal achieved. */
    record GoalAchieved(String rationale) implements StopReason {}

    /** The last turn was reached; the rationale is the last goal check's. */
    record MaxTurns(String rationale) implements StopReason {}

    /** The simulated user did not want to go on; the rationale has its last word. */
    record UserGaveUp(String rationale) implements StopReason {}

    /** The script was played to its end. */
    record ScriptCompleted(String rationale) implements StopReason {}

    /** A check of the script did not hold, or a fixed turn could not be delivered. */
    record ScriptFailed(String rationale) implements StopReason {}

    /** The agent answered nothing. */
    record EmptyAnswer(String rationale) implements StopReason {}

    /** The conversation goes in circles: the same turns again and again, or goodbyes without the goal. */
    record Stalled(String rationale) implements StopReason {}

    /** The agent or the session took longer than allowed. */
    record Timeout(String rationale) implements StopReason {}

    /** A budget of tokens or money is spent. */
    record BudgetSpent(String rationale) implements StopReason {}

    /** The agent threw, or gave an answer that cannot be used. */
    record AgentFailed(String rationale) implements StopReason {}

    /** The simulated user could not speak, or the test case could not be used. */
    record UserFailed(String rationale) implements StopReason {}

    /** The run was stopped while the session was under way or had not begun. */
    record Cancelled(String rationale) implements StopReason {}

    /** A later session took this one's place; it is kept and not counted. */
    record Interrupted(String rationale) implements StopReason {}

    /** The session was not simulated: it took place elsewhere, and nobody knows why it ended. */
    record Recorded(String rationale) implements StopReason {}

    /** The same reason in other words. */
    default StopReason with(UnaryOperator<String> rewording) {
        return of(code(), rewording.apply(rationale()));
    }

    /** One of {@link #CODES}. */
    default String code() {
        return switch (this) {
            case GoalAchieved r -> "goal_achieved";
            case MaxTurns r -> "max_turns";
            case UserGaveUp r -> "user_gave_up";
            case ScriptCompleted r -> "script_completed";
            case ScriptFailed r -> "script_failed";
            case EmptyAnswer r -> "empty_answer";
            case Stalled r -> "stalled";
            case Timeout r -> "timeout";
            case BudgetSpent r -> "budget_spent";
            case AgentFailed r -> "agent_failed";
            case UserFailed r -> "user_failed";
            case Cancelled r -> "cancelled";
            case Interrupted r -> "interrupted";
            case Recorded r -> "recorded";
        };
    }

    /** @throws IllegalArgumentException if there is no such code */
    static StopReason of(String code, String rationale) {
        return switch (code) {
            case "goal_achieved" -> new GoalAchieved(rationale);
            case "max_turns" -> new MaxTurns(rationale);
            case "user_gave_up" -> new UserGaveUp(rationale);
            case "script_completed" -> new ScriptCompleted(rationale);
            case "script_failed" -> new ScriptFailed(rationale);
            case "empty_answer" -> new EmptyAnswer(rationale);
            case "stalled" -> new Stalled(rationale);
            case "timeout" -> new Timeout(rationale);
            case "budget_spent" -> new BudgetSpent(rationale);
            case "agent_failed" -> new AgentFailed(rationale);
            case "user_failed" -> new UserFailed(rationale);
            case "cancelled" -> new Cancelled(rationale);
            case "interrupted" -> new Interrupted(rationale);
            case "recorded" -> new Recorded(rationale);
            default ->
                throw new IllegalArgumentException(
                        "no stop reason '" + code + "' (known: " + String.join(", ", CODES) + ")");
        };
    }

    /** Whether it says nothing about the agent's answers: something around them broke or ran out. */
    default boolean isPlumbing() {
        return switch (this) {
            case Timeout r -> true;
            case BudgetSpent r -> true;
            case AgentFailed r -> false;
            case UserFailed r -> true;
            case Cancelled r -> true;
            case GoalAchieved r -> false;
            case MaxTurns r -> false;
            case UserGaveUp r -> false;
            case ScriptCompleted r -> false;
            case ScriptFailed r -> false;
            case EmptyAnswer r -> false;
            case Stalled r -> false;
            case Interrupted r -> false;
            case Recorded r -> false;
        };
    }

    /** Whether the session did not come to a natural end: something broke or ran out. Counted against a run without a gate. */
    default boolean isFailure() {
        return switch (this) {
            case GoalAchieved r -> false;
            case MaxTurns r -> false;
            case UserGaveUp r -> false;
            case ScriptCompleted r -> false;
            case Stalled r -> false;
            case Interrupted r -> false;
            case Recorded r -> false;
            case ScriptFailed r -> true;
            case EmptyAnswer r -> true;
            case Timeout r -> true;
            case BudgetSpent r -> true;
            case AgentFailed r -> true;
            case UserFailed r -> true;
            case Cancelled r -> true;
        };
    }
}
