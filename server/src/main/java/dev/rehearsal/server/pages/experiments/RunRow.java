package dev.rehearsal.server.pages.experiments;

import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.formats.report.RunValues;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.pages.text.Fact;
import dev.rehearsal.server.pages.text.Moment;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A run in a list.
 *
 * @param style of its status
 * @param scores the means of its scorers
 * @param reached how many sessions reached their goal, in per mille; the others that broke follow
 */
record RunRow(
        String id,
        String href,
        String status,
        String style,
        String kind,
        String agent,
        String version,
        String sessions,
        long reached,
        long broken,
        String reachedText,
        List<Fact> scores,
        Moment startedAt,
        String took) {
    private static final int SCORES = 6;

    static RunRow of(RunRecord run) {
        Map<String, Long> counts = run.counts();
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long reached = counts.getOrDefault("goal_achieved", 0L) + counts.getOrDefault("script_completed", 0L);
        long broken = counts.entrySet().stream()
                .filter(each -> StopReason.of(each.getKey(), "").isFailure())
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new RunRow(
                run.runId().value(),
                Address.ofRun(run.runId().value()).toString(),
                run.status().code(),
                style(run.status()),
                run.kind(),
                RunValues.agent(run),
                run.agentVersion(),
                Figures.of(all, "session"),
                all == 0 ? 0 : reached * 1000 / all,
                all == 0 ? 0 : broken * 1000 / all,
                all == 0 ? "" : Figures.count(reached) + " of " + Figures.count(all) + " reached the goal",
                run.metrics().stream()
                        .filter(metric -> metric.name().endsWith("/mean"))
                        .limit(SCORES)
                        .map(RunRow::score)
                        .toList(),
                Moment.of(run.startedAt()),
                run.endedAt() == null ? "" : Figures.duration(Duration.between(run.startedAt(), run.endedAt())));
    }

    private static Fact score(Metric metric) {
        Double value = metric.value();
        String name = metric.name().substring(0, metric.name().length() - "/mean".length());
        return new Fact(name, value == null ? "–" : Figures.value(value, value >= 0 && value <= 1));
    }

    private static String style(RunStatus status) {
        return switch (status) {
            case RUNNING -> "live";
            case FINISHED -> "yes";
            case INTERRUPTED -> "open";
            case FAILED -> "no";
        };
    }
}
