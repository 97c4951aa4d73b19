package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.CaseId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session in a list.
 *
 * @param runId null for sessions that were not simulated
 * @param index the test case's place in its run's source
 * @param turns how many turns are complete
 * @param stopReason its code; null while it is under way
 * @param stopRationale empty while it is under way
 * @param tokens of all its model calls; of a session without a run, those that its turns say too
 * @param usd what they cost; null where a price is not known
 * @param duration zero while it is under way
 * @param source where a session without a run is from, for example {@code otlp}; empty for sessions of a run
 * @param scores the session's newest feedback values by name, errors as {@code error}; turn feedback as the share of yes or the mean
 */
public record SessionRow(
        SessionId sessionId,
        @Nullable RunId runId,
        String experiment,
        CaseId caseId,
        long index,
        int trial,
        int attempt,
        String goal,
        @Nullable String persona,
        int turns,
        @Nullable String stopReason,
        String stopRationale,
        long tokens,
        @Nullable BigDecimal usd,
        Instant startedAt,
        Duration duration,
        String source,
        Map<String, String> scores) {
    public SessionRow {
        scores = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(scores));
    }
}
