package dev.rehearsal.store;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.scoring.Metric;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is kept.
 *
 * @param kind {@code simulate}, {@code evaluate} or {@code score}
 * @param configuration the resolved configuration, without secrets; what a resume works from
 * @param agentVersion the version of the thing under test; empty where it is not known
 * @param seed what ids and choices are derived from
 * @param cases how many test cases were snapshotted so far
 * @param metrics empty until the run has ended
 * @param counts counted sessions by stop reason code; of a run that scores stored sessions, those that were chosen
 */
public record RunRecord(
        RunId runId,
        String experiment,
        String kind,
        RunStatus status,
        Attributes configuration,
        String agentVersion,
        long seed,
        int trials,
        long cases,
        Instant startedAt,
        @Nullable Instant endedAt,
        List<Metric> metrics,
        Map<String, Long> counts) {
    public RunRecord {
        metrics = List.copyOf(metrics);
        counts = Map.copyOf(counts);
    }
}
