package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import java.time.Duration;

/** What stores agree on about what was deleted. */
public final class DeletedCase {
    /** How long nothing must have been said in a session without a run that has not ended, so that it counts as ended. */
    public static final Duration QUIET = Duration.ofHours(1);

    private static final String GOAL = "(deleted)";

    private DeletedCase() {}

    /** What stands for a run's test case when its sessions were deleted, so that the others keep their places. */
    public static TestCase at(long index) {
        return TestCase.builder().id("deleted-" + (index + 1)).goal(GOAL).build();
    }

    /** That a live run has what is to be deleted. */
    public static InvalidInputException live(String runId) {
        return new InvalidInputException(
                "run " + runId, "is alive; wait until it has ended, or end it, before anything of it is deleted");
    }

    /** That somebody records what is to be deleted. */
    public static InvalidInputException goingOn(SessionId sessionId) {
        return new InvalidInputException(
                "session " + sessionId,
                "is going on: something was said in it within the last hour; delete it when it has ended");
    }
}
