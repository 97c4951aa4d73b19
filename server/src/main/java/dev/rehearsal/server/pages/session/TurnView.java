package dev.rehearsal.server.pages.session;

import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.server.pages.text.Markdown;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.store.SessionRecord;
import gg.jte.Content;
import java.util.List;

/**
 * A turn on a page.
 *
 * @param failure may be empty
 * @param latency may be empty
 * @param tokens what the agent used; may be empty
 */
record TurnView(
        int number,
        Content user,
        List<Said> answer,
        String failure,
        String latency,
        String tokens,
        Goal goal,
        List<StatementView> assessments,
        Waterfall waterfall) {
    TurnView {
        answer = List.copyOf(answer);
        assessments = List.copyOf(assessments);
    }

    /** A message of the agent, after the tools it called on the way. */
    record Said(List<Called> calls, boolean silent, Content text) {}

    /** A tool that was called. */
    record Called(String name, String brief, String arguments, String result, boolean failed) {}

    /** What the goal check found; {@code verdict} is empty where it was not asked. */
    record Goal(String verdict, String style, String rationale) {
        static final Goal NOT_CHECKED = new Goal("", "plain", "");
        private static final int LONG = 200;
        private static final int BRIEF = 100;

        boolean isLong() {
            return rationale.length() > LONG;
        }

        /** The rationale's beginning. */
        String brief() {
            return Figures.line(rationale, BRIEF);
        }
    }

    static TurnView of(SessionRecord session, Turn turn, Assessed assessed) {
        Usage usage = turn.answer().usage();
        return new TurnView(
                turn.number(),
                Markdown.of(turn.user().text()),
                turn.answer().messages().stream().map(TurnView::said).toList(),
                turn.failure() == null ? "" : turn.failure(),
                turn.latency().isZero() ? "" : Figures.duration(turn.latency()),
                usage.totalTokens() == 0 ? "" : Figures.of(usage.totalTokens(), "token"),
                goal(session, turn.number()),
                assessed.of(turn.number()),
                Waterfall.of(turn));
    }

    private static Goal goal(SessionRecord session, int turn) {
        GoalVerdict verdict = session.goalVerdicts().get(turn);
        String failure = session.goalFailures().get(turn);
        if (verdict != null) {
            return verdict.achieved()
                    ? new Goal("achieved", "yes", verdict.rationale())
                    : new Goal("not yet", "plain", verdict.rationale());
        }
        return failure == null ? Goal.NOT_CHECKED : new Goal("not checked", "error", failure);
    }

    private static Said said(Message message) {
        return new Said(
                message.toolCalls().stream().map(TurnView::called).toList(),
                message.text().isBlank(),
                Markdown.of(message.text()));
    }

    private static Called called(ToolCall call) {
        String result = call.result();
        return new Called(
                call.name(),
                Figures.line(call.arguments(), 80),
                call.arguments(),
                result == null ? "(not known)" : result,
                call.failed());
    }
}
