package dev.rehearsal.simulation;

/** Asks after each turn whether the goal is achieved. Called from many threads at once. */
@FunctionalInterface
public interface GoalCheck {
    /** @throws RuntimeException anything: it is recorded and the conversation goes on */
    GoalVerdict check(GoalRequest request);

    /** Never stops a conversation: it runs to its last turn, or until the simulated user ends it. */
    static GoalCheck never() {
        return request -> new GoalVerdict(false, "no goal check was made");
    }
}
