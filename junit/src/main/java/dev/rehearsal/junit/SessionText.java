package dev.rehearsal.junit;

import dev.rehearsal.formats.report.TranscriptText;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.store.SessionRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What a failure shows of its session: what was said, why it ended, how it was judged, and where to look at it. */
final class SessionText {
    private static final String PAGES = "/sessions/";
    /** Where {@code rehearse serve} is unless it is told otherwise. */
    private static final String LOCAL = "http://127.0.0.1:7117" + PAGES;

    private SessionText() {}

    static String of(Simulation simulation) {
        return LiveSession.of(simulation)
                .map(live -> of(simulation, assessments(live)) + commands(live))
                .orElseGet(() -> of(simulation, List.of()));
    }

    static String head(Simulation simulation) {
        return "Session " + simulation.sessionId();
    }

    private static List<Assessment> assessments(LiveSession live) {
        return live.run()
                .store()
                .sessions()
                .get(live.simulation().sessionId())
                .map(SessionRecord::assessments)
                .orElse(List.of());
    }

    private static String of(Simulation simulation, List<Assessment> assessments) {
        var text = new StringBuilder();
        text.append(head(simulation));
        text.append(", case ").append(simulation.testCase().caseId());
        text.append(", trial ").append(simulation.key().trial()).append('\n');
        text.append("Goal: ").append(simulation.testCase().goal()).append('\n');
        text.append('\n').append(TranscriptText.of(simulation.conversation())).append('\n');
        text.append("Ended: ").append(ended(simulation)).append('\n');
        lastVerdict(simulation.goalVerdicts(), text);
        for (Assessment assessment : assessments) {
            if (assessment.feedback().name().equals(Outcomes.NAME)) {
                continue; // that is what this text stands in
            }
            text.append("Scored: ").append(scored(assessment)).append('\n');
        }
        return Shown.text(text.toString());
    }

    /** The stop reason with its rationale. */
    static String ended(Simulation simulation) {
        String rationale = simulation.stopReason().rationale();
        return simulation.stopReason().code() + (rationale.isBlank() ? "" : ": " + rationale);
    }

    private static void lastVerdict(Map<Integer, GoalVerdict> verdicts, StringBuilder text) {
        verdicts.entrySet().stream()
                .max(Comparator.comparing(Map.Entry::getKey))
                .ifPresent(last -> text.append("Goal check after turn ")
                        .append(last.getKey())
                        .append(": ")
                        .append(last.getValue().achieved() ? "achieved" : "not achieved")
                        .append(": ")
                        .append(last.getValue().rationale())
                        .append('\n'));
    }

    private static String scored(Assessment assessment) {
        Feedback feedback = assessment.feedback();
        FeedbackValue value = feedback.value();
        String turn = assessment.turn() == 0 ? "" : " in turn " + assessment.turn();
        String said = value == null ? "could not be judged: " + feedback.error() : value.text();
        String why = feedback.rationale().isBlank() ? "" : ": " + feedback.rationale();
        return feedback.name() + turn + ": " + said + why + " ("
                + feedback.source().id() + ")";
    }

    private static String commands(LiveSession live) {
        MethodSettings settings = live.run().settings();
        String session = live.simulation().sessionId().value();
        if (settings.store().equals("memory:")) {
            return "It is kept in memory only; -Drehearsal.store=rehearsal.db keeps sessions.\n";
        }
        String store = settings.store().matches("[A-Za-z0-9._/:@-]+") ? settings.store() : "'" + settings.store() + "'";
        String page = settings.url() == null
                ? "rehearse serve --store " + store + ", then " + LOCAL + session
                : settings.url().replaceAll("/+$", "") + PAGES + session;
        return "Look at it: rehearse sessions show " + session + " --store " + store + "\nIn a browser: " + page + "\n";
    }
}
