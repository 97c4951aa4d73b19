package dev.rehearsal.store;

import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.JudgedBy;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The runs of the in-memory store. */
record MemoryRuns(MemoryTables tables, MemoryDatasets.Guard guard, Clock clock) implements Runs {
    @Override
    public Optional<RunRecord> find(String idOrPrefix) {
        if (idOrPrefix.equals("latest")) {
            return list(1).stream().findFirst();
        }
        return guard.locked(() -> MemoryTables.find(tables.runs, idOrPrefix).map(MemoryRun::asRecord));
    }

    @Override
    public RunPage page(RunQuery query) {
        Comparator<MemoryRun> byStart = Comparator.comparing(run -> run.started.at());
        return guard.locked(() -> {
            List<MemoryRun> fitting = List.copyOf(tables.runs.values()).reversed().stream()
                    .sorted(byStart.reversed())
                    .filter(run -> run.fits(query))
                    .toList();
            List<String> ids =
                    fitting.stream().map(run -> run.started.runId().value()).toList();
            Cursor after = query.after();
            int from = after == null
                    ? 0
                    : ids.indexOf(after.checked(RunQuery.LIST, 1).values().getFirst()) + 1;
            int to = (int) Math.min(fitting.size(), (long) from + query.limit());
            return new RunPage(
                    fitting.subList(from, to).stream().map(MemoryRun::asRecord).toList(),
                    to == fitting.size() ? null : new Cursor(RunQuery.LIST, List.of(ids.get(to - 1))));
        });
    }

    @Override
    public List<ExperimentRow> experiments() {
        return guard.locked(() -> MemoryExperiments.of(tables.runs.values(), tables.sessions.values()));
    }

    @Override
    public List<RunRecord> scoringsOf(RunId runId) {
        return guard.locked(() -> {
            MemoryRun scored = tables.run(runId);
            return tables.runs.values().stream()
                    .filter(run ->
                            run != scored && run.chosen.values().stream().anyMatch(session -> session.run == scored))
                    .sorted(Comparator.comparing(run -> run.started.at()))
                    .map(MemoryRun::asRecord)
                    .toList();
        });
    }

    @Override
    public Stream<TestCase> cases(RunId runId) {
        return guard.locked(() -> List.copyOf(tables.run(runId).cases.values()).stream());
    }

    @Override
    public boolean lease(RunId runId, String owner, Duration duration) {
        return guard.locked(() -> tables.run(runId).lease(owner, duration, clock.instant()));
    }

    @Override
    public void release(RunId runId, String owner) {
        guard.locked(() -> {
            tables.run(runId).release(owner);
            return true;
        });
    }

    @Override
    public Optional<String> holder(RunId runId) {
        return guard.locked(() -> tables.run(runId).holder(clock.instant()));
    }

    @Override
    public Map<Purpose, Spend> spend(RunId runId) {
        return guard.locked(() -> tables.run(runId).spend());
    }

    @Override
    public Optional<DatasetVersionUsed> dataset(RunId runId) {
        return guard.locked(() -> tables.run(runId).dataset());
    }

    @Override
    public long deletedSessions(RunId runId) {
        return guard.locked(() -> tables.run(runId).deletedSessions);
    }

    @Override
    public List<JudgedBy> judges(RunId runId) {
        return guard.locked(() -> tables.judges(runId.value()));
    }
}
