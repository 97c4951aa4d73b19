package dev.rehearsal.server.pages.experiments;

import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.pages.text.Moment;
import dev.rehearsal.store.ExperimentRow;
import dev.rehearsal.store.RunRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An experiment in a list, worded.
 *
 * @param newestRun null where there are sessions of elsewhere only
 */
record ExperimentLine(
        String name,
        String href,
        String runs,
        String sessions,
        Moment active,
        @Nullable RunRow newestRun) {
    static ExperimentLine of(ExperimentRow row, Optional<RunRecord> newest) {
        return new ExperimentLine(
                row.name(),
                Address.of("experiments", row.name(), newest.isPresent() ? "runs" : "sessions")
                        .toString(),
                Figures.of(row.runs(), "run"),
                Figures.of(row.sessions(), "session"),
                Moment.of(row.activeAt()),
                newest.map(RunRow::of).orElse(null));
    }
}
