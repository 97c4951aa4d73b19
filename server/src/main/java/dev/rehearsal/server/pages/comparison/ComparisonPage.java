package dev.rehearsal.server.pages.comparison;

import dev.rehearsal.comparison.Comparison;
import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.store.RunRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison shows, worded.
 *
 * @param summary how many cases there are in both, and what there is in one only
 */
record ComparisonPage(Side first, Side second, List<String> summary, List<DifferenceView> differences) {
    /** A run. */
    record Side(String id, String version) {
        static Side of(RunRecord run) {
            return new Side(run.runId().value(), run.agentVersion());
        }
    }

    static ComparisonPage of(Comparison comparison) {
        var summary = new ArrayList<String>();
        summary.add(Figures.of(comparison.cases(), "case") + " in both");
        add(summary, "only in the first: ", comparison.onlyInFirst());
        add(summary, "only in the second: ", comparison.onlyInSecond());
        add(summary, "scored in the first only: ", comparison.onlyScoredInFirst());
        add(summary, "scored in the second only: ", comparison.onlyScoredInSecond());
        return new ComparisonPage(
                Side.of(comparison.first()),
                Side.of(comparison.second()),
                summary,
                comparison.differences().stream().map(DifferenceView::of).toList());
    }

    private static void add(List<String> summary, String what, List<String> names) {
        if (!names.isEmpty()) {
            String shown = String.join(", ", names.subList(0, Math.min(5, names.size())));
            summary.add(what + shown + (names.size() > 5 ? " and " + (names.size() - 5) + " more" : ""));
        }
    }
}
