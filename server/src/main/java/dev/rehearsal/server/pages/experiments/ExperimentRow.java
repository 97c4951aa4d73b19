package dev.rehearsal.server.pages.experiments;

import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.pages.text.Moment;
import dev.rehearsal.store.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * An experiment in a list.
 *
 * @param newest when its newest run began
 */
record ExperimentRow(String name, String href, String runs, String sessions, Moment newest, RunRow newestRun) {
    /** The one with the newest run first. */
    static List<ExperimentRow> of(List<RunRecord> newestFirst) {
        var byName = new LinkedHashMap<String, List<RunRecord>>();
        newestFirst.forEach(run -> byName.computeIfAbsent(run.experiment(), name -> new ArrayList<>())
                .add(run));
        return byName.entrySet().stream()
                .map(each -> of(each.getKey(), each.getValue()))
                .toList();
    }

    private static ExperimentRow of(String name, List<RunRecord> runs) {
        long sessions = runs.stream()
                .filter(run -> !run.kind().equals("score"))
                .flatMap(run -> run.counts().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        return new ExperimentRow(
                name,
                Address.of("experiments", name, "runs").toString(),
                Figures.of(runs.size(), "run"),
                Figures.of(sessions, "session"),
                Moment.of(runs.getFirst().startedAt()),
                RunRow.of(runs.getFirst()));
    }
}
