package dev.rehearsal.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a run is published to another place: what it has, and what it gets.
 *
 * @param destination the place's name, without secrets
 * @param experiment what its experiment is called there
 * @param turns how many turns are not published yet
 * @param others how many assessments, ends of sessions and other things are not published yet
 * @param refused how many of all these the place does not take
 * @param refusal why it does not take the last of them; null where it takes all
 */
public record Publication(
        RunId runId,
        String destination,
        String experiment,
        Instant since,
        long turns,
        long others,
        long refused,
        @Nullable String refusal) {
    /** Whether all of it is published. */
    public boolean isComplete() {
        return turns + others == 0;
    }
}
