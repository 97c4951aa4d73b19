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
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** The sessions of a run that somebody should look at, and why: failures first, then those that scorers found wanting. */
final class RunFaults {
    private static final int SHOWN = 5;
    private static final int REASONS = 4;
    private static final int MOST_LINES = 2;
    private static final int MOST_LINES_OF_AN_END = 3;
    private static final String HANGING = "  ";

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
        boolean missed =
                !Set.of("goal_achieved", "script_completed", "recorded").contains(reason);
        return (refused ? 2 : 0) + (missed ? 1 : 0) + (row.scores().containsValue("error") ? 1 : 0);
    }

    private void session(SessionRow row) {
        String trial = row.trial() == 1 ? "" : " (trial " + row.trial() + ")";
        boolean failed = StopReason.of(String.valueOf(row.stopReason()), "").isFailure();
        String id = Plain.line(row.caseId() + trial);
        terminal.line("  " + terminal.styled(failed ? Style.RED : Style.YELLOW, failed ? "✗" : "!") + " "
                + terminal.styled(Style.BOLD, id) + "  "
                + Width.cut(Plain.line(row.goal()), Math.max(20, terminal.columns() - 6 - Width.of(id))));
        paragraph("    ", row.sessionId() + "  " + row.stopReason() + ": " + row.stopRationale(), MOST_LINES_OF_AN_END);
        reasons(row).stream().limit(REASONS).forEach(reason -> paragraph("      ", reason, MOST_LINES));
    }

    private void paragraph(String indent, String text, int most) {
        int columns = terminal.columns() - indent.length() - HANGING.length();
        List<String> lines = Width.wrap(Width.cut(Plain.line(text), columns * most), columns);
        for (int i = 0; i < lines.size(); i++) {
            terminal.line(indent + (i == 0 ? "" : HANGING) + lines.get(i));
        }
    }

    /** What scorers found wanting, each in words, about the session first, then about its turns. */
    private List<String> reasons(SessionRow row) {
        List<Assessment> assessments = store.sessions()
                .get(row.sessionId())
                .map(SessionRecord::assessments)
                .orElse(List.of());
        var reasons = new LinkedHashMap<String, String>();
        var turns = new LinkedHashMap<String, List<String>>();
        assessments.stream().sorted(Comparator.comparingInt(Assessment::turn)).forEach(assessment -> {
            String what = fault(assessment.feedback());
            if (!what.isEmpty()) {
                reasons.putIfAbsent(what, why(assessment.feedback()));
                turns.computeIfAbsent(what, name -> new ArrayList<>()).add(Integer.toString(assessment.turn()));
            }
        });
        return reasons.entrySet().stream()
                .map(each -> each.getKey() + in(turns.getOrDefault(each.getKey(), List.of())) + ": " + each.getValue())
                .toList();
    }

    /** Empty where the scorer had nothing to find fault with. */
    private static String fault(Feedback feedback) {
        FeedbackValue value = feedback.value();
        if (value == null) {
            return feedback.name() + " could not be scored";
        }
        return value.equals(new FeedbackValue.YesNo(false)) ? feedback.name() + " no" : "";
    }

    private static String why(Feedback feedback) {
        String error = feedback.error();
        return error == null ? feedback.rationale() : error;
    }

    private static String in(List<String> turns) {
        if (turns.equals(List.of("0"))) {
            return "";
        }
        return (turns.size() == 1 ? " (turn " : " (turns ") + String.join(", ", turns) + ")";
    }
}
