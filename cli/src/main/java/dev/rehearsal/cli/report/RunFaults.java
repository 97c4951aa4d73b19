package dev.rehearsal.cli.report;

import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Style;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.cli.terminal.Width;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The sessions of a run that somebody should look at, and why: failures first, then those that scorers found wanting. */
final class RunFaults {
    private static final int SHOWN = 8;
    private static final int REASONS = 4;

    private final Terminal terminal;
    private final Store store;
    private final RunRecord run;

    RunFaults(Terminal terminal, Store store, RunRecord run) {
        this.terminal = terminal;
        this.store = store;
        this.run = run;
    }

    /** Returns the first one's id, or an empty text where there are none. */
    String print() {
        List<SessionRow> rows = store
                .sessions()
                .search(SessionQuery.ofRun(run.runId()).withInterrupted(false))
                .stream()
                .filter(row -> badness(row) > 0)
                .sorted(Comparator.comparingInt(RunFaults::badness).reversed())
                .toList();
        if (rows.isEmpty()) {
            return "";
        }
        terminal.line();
        terminal.line("  Look at");
        rows.stream().limit(SHOWN).forEach(this::session);
        if (rows.size() > SHOWN) {
            terminal.line("    and " + (rows.size() - SHOWN) + " more");
        }
        return rows.getFirst().sessionId().value();
    }

    private static int badness(SessionRow row) {
        String reason = row.stopReason();
        if (reason == null || reason.equals("cancelled")) {
            return 0;
        }
        if (StopReason.of(reason, "").isFailure()) {
            return 4;
        }
        boolean refused = row.scores().containsValue("no");
        boolean missed = !reason.equals("goal_achieved") && !reason.equals("script_completed");
        return (refused ? 2 : 0) + (missed ? 1 : 0) + (row.scores().containsValue("error") ? 1 : 0);
    }

    private void session(SessionRow row) {
        String trial = row.trial() == 1 ? "" : " (trial " + row.trial() + ")";
        boolean failed = StopReason.of(String.valueOf(row.stopReason()), "").isFailure();
        String id = Plain.line(row.caseId() + trial);
        terminal.line("  " + terminal.styled(failed ? Style.RED : Style.YELLOW, failed ? "✗" : "!") + " "
                + terminal.styled(Style.BOLD, id) + "  "
                + Width.cut(Plain.line(row.goal()), Math.max(20, terminal.columns() - 6 - Width.of(id))));
        line("    " + Plain.line(row.sessionId().value()) + "  ", row.stopReason() + ": " + row.stopRationale());
        reasons(row).stream().limit(REASONS).forEach(reason -> line("      ", reason));
    }

    private void line(String lead, String text) {
        terminal.line(lead + Width.cut(Plain.line(text), terminal.columns() - lead.length()));
    }

    /** What this run's scorers found wanting, each in words, the same about several turns once. */
    private Set<String> reasons(SessionRow row) {
        var reasons = new LinkedHashSet<String>();
        var session = store.sessions().get(row.sessionId());
        List<Assessment> assessments =
                session.isPresent() ? new ArrayList<>(session.get().assessments()) : List.of();
        for (Assessment assessment : assessments) {
            Feedback feedback = assessment.feedback();
            String turn = assessment.turn() == 0 ? "" : " (turn " + assessment.turn() + ")";
            FeedbackValue value = feedback.value();
            if (value == null) {
                reasons.add(feedback.name() + " could not be scored" + turn + ": " + feedback.error());
            } else if (value.equals(new FeedbackValue.YesNo(false))) {
                reasons.add(feedback.name() + " no" + turn + ": " + feedback.rationale());
            }
        }
        return reasons;
    }
}
