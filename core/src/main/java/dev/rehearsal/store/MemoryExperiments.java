package dev.rehearsal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The experiments of the in-memory store, which are what its runs and sessions name. Guarded by the store's lock. */
final class MemoryExperiments {
    private final Map<String, ExperimentRow> byName = new LinkedHashMap<>();

    private MemoryExperiments() {}

    static List<ExperimentRow> of(Collection<MemoryRun> runs, Collection<MemorySession> sessions) {
        var experiments = new MemoryExperiments();
        runs.forEach(run -> experiments.add(run.started.experiment(), 1, 0, run.started.at()));
        sessions.stream()
                .filter(MemorySession::isCounted)
                .forEach(session -> experiments.add(session.experiment, 0, 1, session.startedAt));
        return experiments.byName.values().stream()
                .sorted(Comparator.comparing(ExperimentRow::activeAt).reversed().thenComparing(ExperimentRow::name))
                .toList();
    }

    private void add(String name, long runs, long sessions, Instant at) {
        byName.merge(
                name,
                new ExperimentRow(name, at, runs, sessions, at),
                (one, other) -> new ExperimentRow(
                        name,
                        one.createdAt().isBefore(at) ? one.createdAt() : at,
                        one.runs() + runs,
                        one.sessions() + sessions,
                        one.activeAt().isAfter(at) ? one.activeAt() : at));
    }
}
