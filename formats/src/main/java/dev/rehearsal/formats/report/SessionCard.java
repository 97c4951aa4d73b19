package dev.rehearsal.formats.report;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of a session, worded.
 *
 * @param style the outcome's class in the style sheet
 * @param facts what the test case says, and what the session took
 * @param waiting a user message that has no answer yet; empty where there is none
 */
record SessionCard(
        String id,
        String caseId,
        String trial,
        String goal,
        String style,
        String mark,
        String outcome,
        String ending,
        String rationale,
        List<Judged> judged,
        List<RunPage.Line> facts,
        List<Exchange> turns,
        String waiting) {
    /**
     * A feedback.
     *
     * @param style {@code yes}, {@code no}, {@code error} or {@code plain}
     * @param by whose it is, with versions
     * @param trust how far its judge can be trusted; empty where no model judged
     */
    record Judged(String name, String value, String style, String why, String by, String trust) {}

    /** A turn; {@code latency} and {@code failure} may be empty. */
    record Exchange(int number, String user, List<Said> answer, String failure, String latency, List<Judged> judged) {}

    /** A message of the agent, after the tools it called on the way. */
    record Said(List<Called> calls, String text) {}

    /** A tool that was called. */
    record Called(String name, String brief, String arguments, String result, boolean failed) {}

    static SessionCard of(RunRecord run, Marks marks, SessionRecord session) {
        SessionRow row = session.row();
        Outcome outcome = Outcome.of(run, session);
        List<Assessment> assessments = Outcome.current(run, session);
        String stopReason = row.stopReason();
        Message waiting = session.waiting();
        return new SessionCard(
                row.sessionId().value(),
                row.caseId().value(),
                run.trials() == 1 ? "" : "trial " + row.trial(),
                row.goal(),
                style(outcome),
                outcome.mark(),
                outcome.label(),
                stopReason == null ? "not ended" : stopReason,
                row.stopRationale(),
                judged(assessments, 0, marks),
                facts(session),
                session.conversation().turns().stream()
                        .map(turn -> exchange(session, turn, assessments, marks))
                        .toList(),
                waiting == null ? "" : waiting.text());
    }

    static String style(Outcome outcome) {
        return switch (outcome) {
            case BROKEN, FAILED -> "no";
            case NOT_SCORED -> "error";
            case MISSED, OPEN -> "open";
            case PASSED -> "yes";
        };
    }

    private static List<RunPage.Line> facts(SessionRecord session) {
        TestCase testCase = session.testCase();
        SessionRow row = session.row();
        var facts = new ArrayList<RunPage.Line>();
        if (testCase.persona() != null) {
            facts.add(new RunPage.Line("Persona", testCase.persona()));
        }
        add(facts, "Context", testCase.context());
        add(facts, "Expectations", testCase.expectations());
        if (!testCase.simulationGuidelines().isEmpty()) {
            facts.add(new RunPage.Line("Guidelines for the user", String.join("\n", testCase.simulationGuidelines())));
        }
        add(facts, testCase.script());
        add(facts, "Tags", Attributes.from(new java.util.TreeMap<>(testCase.tags())));
        add(facts, "Metadata", testCase.metadata());
        String cost = row.tokens() == 0
                ? ""
                : ", " + Figures.of(row.tokens(), "token") + (row.usd() == null ? "" : ", " + Figures.usd(row.usd()));
        facts.add(new RunPage.Line(
                "Took",
                Figures.of(session.conversation().size(), "turn") + ", " + Figures.duration(row.duration()) + cost));
        facts.add(new RunPage.Line("Session", row.sessionId().value()));
        return facts;
    }

    private static void add(List<RunPage.Line> facts, Script script) {
        if (!script.isEmpty()) {
            var lines = new ArrayList<String>();
            script.toValues().forEach(step -> lines.add((lines.size() + 1) + ". " + step(step)));
            facts.add(new RunPage.Line("Script", String.join("\n", lines)));
        }
    }

    @SuppressWarnings("unchecked") // a script writes maps with text keys only
    private static String step(Object step) {
        return step instanceof Map<?, ?> map ? JsonText.of((Map<String, @Nullable Object>) map) : step.toString();
    }

    private static void add(List<RunPage.Line> facts, String name, Attributes attributes) {
        if (!attributes.isEmpty()) {
            facts.add(new RunPage.Line(name, JsonText.of(attributes.asMap())));
        }
    }

    private static Exchange exchange(SessionRecord session, Turn turn, List<Assessment> assessments, Marks marks) {
        var judged = new ArrayList<Judged>();
        if (turn.number() <= session.conversation().before()) {
            judged.add(new Judged("history", "", "plain", "precedes the simulation", "", ""));
        }
        GoalVerdict verdict = session.goalVerdicts().get(turn.number());
        String failure = session.goalFailures().get(turn.number());
        if (verdict != null) {
            String value = verdict.achieved() ? "yes" : "not yet";
            judged.add(new Judged(
                    "goal", value, verdict.achieved() ? "yes" : "plain", verdict.rationale(), "goal check", ""));
        } else if (failure != null) {
            judged.add(new Judged("goal", "error", "error", failure, "goal check", ""));
        }
        judged.addAll(judged(assessments, turn.number(), marks));
        return new Exchange(
                turn.number(),
                turn.user().text(),
                turn.answer().messages().stream().map(SessionCard::said).toList(),
                turn.failure() == null ? "" : turn.failure(),
                turn.latency().isZero() ? "" : Figures.duration(turn.latency()),
                judged);
    }

    private static Said said(Message message) {
        return new Said(message.toolCalls().stream().map(SessionCard::called).toList(), message.text());
    }

    private static Called called(ToolCall call) {
        String result = call.result();
        return new Called(
                call.name(),
                Figures.line(call.arguments(), 90),
                call.arguments(),
                result == null ? "(not known)" : result,
                call.failed());
    }

    private static List<Judged> judged(List<Assessment> assessments, int turn, Marks marks) {
        return assessments.stream()
                .filter(each -> each.turn() == turn)
                .map(each -> judged(each.feedback(), marks))
                .toList();
    }

    private static Judged judged(Feedback feedback, Marks marks) {
        FeedbackValue value = feedback.value();
        String error = feedback.error();
        String style = switch (value) {
            case null -> "error";
            case FeedbackValue.YesNo(boolean yes) -> yes ? "yes" : "no";
            case FeedbackValue other -> "plain";
        };
        return new Judged(
                feedback.name(),
                value == null ? "error" : value.text(),
                style,
                error == null ? feedback.rationale() : error,
                by(feedback),
                marks.of(feedback));
    }

    private static String by(Feedback feedback) {
        Source source = feedback.source();
        var text = new StringBuilder(
                switch (source.kind()) {
                    case LLM_JUDGE -> "judge " + source.id();
                    case HUMAN -> source.id();
                    case CODE -> "code " + source.id();
                });
        if (source.kind() != Source.Kind.HUMAN) {
            text.append(", version ").append(feedback.scorerVersion());
        }
        if (!feedback.promptVersion().isEmpty()) {
            text.append(", prompt ").append(feedback.promptVersion());
        }
        Figures.repeats(feedback).ifPresent(asked -> text.append(", ").append(asked));
        return text.toString();
    }
}
