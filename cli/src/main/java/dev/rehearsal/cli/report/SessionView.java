package dev.rehearsal.cli.report;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Style;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.cli.terminal.Width;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.formats.report.PlacedSpan;
import dev.rehearsal.formats.report.SessionValues;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** A session for people: the conversation turn by turn, why it ended, how it was judged and what it used. */
public final class SessionView {
    private static final int LABEL = 10;
    private static final String NO_LABEL = " ".repeat(LABEL);
    private static final int MOST_STEPS = 12;
    private static final int DEEPEST = 8;

    private final Terminal terminal;
    private final SessionRecord session;
    private final boolean full;
    private final List<Assessment> assessments;

    /** @param full whether tool calls are shown whole, not folded to a line each, and all steps of a turn, not the first twelve */
    public SessionView(Terminal terminal, SessionRecord session, boolean full) {
        this.terminal = terminal;
        this.session = session;
        this.full = full;
        this.assessments = session.currentFeedback();
    }

    public void print() {
        head();
        for (Turn turn : session.conversation().turns()) {
            turn(turn);
        }
        Message waiting = session.waiting();
        if (waiting != null) {
            rule("Turn " + (session.conversation().size() + 1));
            labelled("User", waiting.text());
            labelled("", "(not answered yet)");
        }
        rule("End");
        end();
        assessments.stream().filter(each -> each.turn() == 0).forEach(this::assessment);
        expectations(0);
        usage();
    }

    private void head() {
        SessionRow row = session.row();
        terminal.line(terminal.styled(
                Style.BOLD, "Session " + Plain.line(row.sessionId().value())));
        String trial = row.trial() == 1 ? "" : ", trial " + row.trial();
        String attempt = row.attempt() == 1 ? "" : ", attempt " + row.attempt();
        labelled("Case", row.caseId() + trial + attempt);
        if (row.runId() != null) {
            labelled("Run", row.runId() + " of experiment " + row.experiment());
        } else {
            labelled("Recorded", "in experiment " + row.experiment() + ", from " + row.source());
        }
        labelled("Goal", row.goal());
        labelled("Persona", session.testCase().personaOrDefault());
        for (String guideline : session.testCase().simulationGuidelines()) {
            labelled("Guideline", guideline);
        }
        if (!session.testCase().context().isEmpty()) {
            labelled("Context", session.testCase().context().toJson());
        }
        if (!session.testCase().expectations().isEmpty()) {
            labelled("Expected", session.testCase().expectations().toJson());
        }
        if (!session.testCase().script().isEmpty()) {
            labelled("Script", Amount.of(session.testCase().script().byLabel().size(), "step"));
        }
        labelled("Started", Amount.time(row.startedAt()));
    }

    private void turn(Turn turn) {
        boolean before = turn.number() <= session.conversation().before();
        rule("Turn " + turn.number() + (before ? ", before the simulation" : ""));
        if (!turn.user().text().isEmpty()) {
            labelled("User", turn.user().text());
        }
        for (Message message : turn.answer().messages()) {
            message.toolCalls().forEach(this::toolCall);
            if (!message.text().isBlank()) {
                labelled("Agent", message.text());
            }
        }
        steps(turn);
        if (turn.failure() != null) {
            labelled(terminal.styled(Style.RED, "Failed"), turn.failure());
        }
        GoalVerdict verdict = session.goalVerdicts().get(turn.number());
        if (verdict != null) {
            remark("goal " + (verdict.achieved() ? "achieved" : "not achieved yet"), verdict.rationale());
        }
        String failure = session.goalFailures().get(turn.number());
        if (failure != null) {
            remark("goal check failed", failure);
        }
        assessments.stream().filter(each -> each.turn() == turn.number()).forEach(this::assessment);
        expectations(turn.number());
    }

    private void toolCall(ToolCall call) {
        String result = call.result() == null ? "(no result)" : call.result();
        String text = "→ " + call.name() + " " + call.arguments() + (call.failed() ? " failed: " : " ⇒ ") + result;
        if (full) {
            labelled("", text);
        } else {
            terminal.line(
                    terminal.styled(Style.DIM, NO_LABEL + Width.cut(Plain.line(text), terminal.columns() - LABEL)));
        }
    }

    /** What the agent and its frameworks measured themselves, each under what it is part of. */
    private void steps(Turn turn) {
        List<PlacedSpan> steps = PlacedSpan.of(turn.spans(), full ? Integer.MAX_VALUE : MOST_STEPS);
        for (PlacedSpan each : steps) {
            Span span = each.span();
            String failure = span.failure() == null ? "" : " failed: " + span.failure();
            String text =
                    Plain.line(span.name() + " (" + span.kind() + ") " + Amount.duration(span.duration()) + failure);
            String step = "  ".repeat(Math.min(each.depth(), DEEPEST)) + "· " + text;
            terminal.line(terminal.styled(Style.DIM, NO_LABEL + Width.cut(step, terminal.columns() - LABEL)));
        }
        if (steps.size() < turn.spans().size()) {
            terminal.line(terminal.styled(
                    Style.DIM,
                    NO_LABEL + "· " + Amount.of(turn.spans().size() - steps.size(), "more step")
                            + (full ? "" : "; --full shows all")));
        }
    }

    private void end() {
        SessionRow row = session.row();
        String reason = row.stopReason();
        if (reason == null) {
            labelled("Ended", "not yet: it is under way, or its run was interrupted");
            return;
        }
        Style style = Set.of("goal_achieved", "script_completed").contains(reason)
                ? Style.GREEN
                : reason.equals("script_failed") ? Style.RED : Style.YELLOW;
        labelled("Ended", terminal.styled(style, reason), row.stopRationale());
    }

    private void assessment(Assessment assessment) {
        Feedback feedback = assessment.feedback();
        FeedbackValue value = feedback.value();
        String text = value == null ? "could not be scored" : value.text();
        Style style = value == null || value.equals(new FeedbackValue.YesNo(false)) ? Style.RED : Style.GREEN;
        String why = value == null ? String.valueOf(feedback.error()) : feedback.rationale();
        String name = terminal.styled(style, Plain.line(feedback.name() + ": " + text)) + byWhom(assessment);
        if (assessment.turn() == 0) {
            labelled("Scored", name, why);
        } else {
            paragraph(NO_LABEL, name, why);
        }
    }

    private void expectations(int turn) {
        for (Expectation each : session.currentExpectations()) {
            if (each.turn() == turn) {
                String by = terminal.styled(
                        Style.DIM, Plain.line(" (" + each.source().id() + ")"));
                String what = Plain.line(each.name() + ": " + each.value()) + by;
                if (turn == 0) {
                    labelled("Expected", what, each.rationale());
                } else {
                    paragraph(NO_LABEL, "expected " + what, each.rationale());
                }
            }
        }
    }

    /** The person who said it; where several runs judged the same: who, how and in which run. */
    private String byWhom(Assessment assessment) {
        Feedback feedback = assessment.feedback();
        if (feedback.source().kind() == Source.Kind.HUMAN) {
            return terminal.styled(
                    Style.DIM, Plain.line(" (" + feedback.source().id() + ")"));
        }
        boolean alone = assessments.stream()
                .filter(each -> each.turn() == assessment.turn()
                        && each.feedback().name().equals(feedback.name()))
                .allMatch(each -> Objects.equals(each.runId(), assessment.runId()));
        if (alone) {
            return "";
        }
        String how = feedback.promptVersion().isEmpty()
                ? "version " + feedback.scorerVersion()
                : feedback.promptVersion() + ", version " + feedback.scorerVersion();
        String run = assessment.runId() == null ? "" : ", run " + assessment.runId();
        return terminal.styled(Style.DIM, Plain.line(" (" + feedback.source().id() + ", " + how + run + ")"));
    }

    private void usage() {
        SessionRow row = session.row();
        labelled(
                "Took",
                Amount.of(row.turns(), "turn") + ", " + Amount.duration(row.duration()) + ", "
                        + Amount.of(row.tokens(), "token") + ", " + Amount.cost(row.usd()));
        SessionValues.spend(session.calls()).forEach((purpose, spend) -> labelled("", usage(purpose.code(), spend)));
    }

    private static String usage(String purpose, Spend spend) {
        return String.format(
                Locale.ROOT,
                "%-10s %s, %s in, %s out, %s",
                purpose,
                Amount.of(spend.calls(), "call"),
                Amount.of(spend.usage().inputTokens(), "token"),
                Amount.count(spend.usage().outputTokens()),
                Amount.usd(spend.usd()));
    }

    private void rule(String title) {
        terminal.line();
        terminal.line(terminal.styled(Style.BOLD, title));
    }

    private void remark(String what, String why) {
        paragraph(NO_LABEL, terminal.styled(Style.DIM, what), why);
    }

    private void labelled(String label, String text) {
        labelled(label, "", text);
    }

    /** @param lead our own words, which may be styled */
    private void labelled(String label, String lead, String text) {
        String fill = " ".repeat(Math.max(1, LABEL - Width.of(label.replaceAll("\u001b\\[[0-9]*m", ""))));
        paragraph(label + fill, lead, text);
    }

    private void paragraph(String first, String lead, String text) {
        String disarmed = Plain.text(text).strip();
        if (!lead.isEmpty()) {
            terminal.line(first + lead);
            if (!disarmed.isEmpty()) {
                lines(NO_LABEL, disarmed);
            }
        } else {
            lines(first, disarmed);
        }
    }

    private void lines(String first, String disarmed) {
        String indent = first;
        for (String line : Width.wrap(disarmed, terminal.columns() - LABEL)) {
            terminal.line((indent + line).stripTrailing());
            indent = NO_LABEL;
        }
    }
}
