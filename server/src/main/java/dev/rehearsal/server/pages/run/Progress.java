package dev.rehearsal.server.pages.run;

import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.server.pages.text.Ending;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.List;

/**
 * How far a run is.
 *
 * @param alive whether somebody works at it
 * @param done how many per mille
 * @param newest the conversations that began last
 */
record Progress(String runId, boolean alive, String ended, String all, long done, List<Talk> newest) {
    private static final int SHOWN = 12;

    /** A conversation on its way. */
    record Talk(String id, String goal, String turns, Ending ending) {}

    static Progress of(Store store, RunRecord run) {
        long all = Math.max(1, run.cases() * run.trials());
        long ended = run.counts().values().stream().mapToLong(Long::longValue).sum();
        boolean running = run.status() == RunStatus.RUNNING;
        return new Progress(
                run.runId().value(),
                running && store.runs().isAlive(run.runId()),
                Figures.count(ended),
                Figures.count(all),
                Math.min(1000, ended * 1000 / all),
                running
                        ? store.sessions().search(SessionQuery.newest(SHOWN).withRun(run.runId())).stream()
                                .map(Progress::talk)
                                .toList()
                        : List.of());
    }

    private static Talk talk(SessionRow row) {
        return new Talk(
                row.sessionId().value(),
                Figures.line(row.goal(), 120),
                Figures.of(row.turns(), "turn"),
                Ending.of(row.stopReason()));
    }
}
