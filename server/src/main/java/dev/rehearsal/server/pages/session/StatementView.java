package dev.rehearsal.server.pages.session;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.Statement;
import dev.rehearsal.server.pages.text.Fact;
import dev.rehearsal.server.pages.text.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Feedback, or an expectation, on a page.
 *
 * @param kind of value; {@code expectation} for an expectation, {@code error} where there is none
 * @param style {@code yes}, {@code no}, {@code error} or {@code plain}
 * @param source whose it is
 * @param versions of scorer and prompt, and how often was asked; may be empty
 * @param trust how far its judge can be trusted; empty where no model judged
 * @param run the run whose scorers gave it; empty for a person's
 * @param human whether a person gave it, who may change it
 * @param withdrawn who took it back and why; empty where it stands
 * @param earlier what stood in its place before, the newest first
 */
record StatementView(
        String id,
        int turn,
        String name,
        String kind,
        String value,
        String style,
        String rationale,
        String source,
        String versions,
        String trust,
        String run,
        Moment at,
        boolean human,
        String withdrawn,
        List<StatementView> earlier) {
    StatementView {
        earlier = List.copyOf(earlier);
    }

    static StatementView of(Statement statement, String trust, String withdrawn, List<StatementView> earlier) {
        return switch (statement) {
            case Assessment assessment -> of(assessment, trust, withdrawn, earlier);
            case Expectation expectation -> of(expectation, withdrawn, earlier);
        };
    }

    private static StatementView of(
            Assessment assessment, String trust, String withdrawn, List<StatementView> earlier) {
        Feedback feedback = assessment.feedback();
        FeedbackValue value = feedback.value();
        String error = feedback.error();
        return new StatementView(
                assessment.id(),
                assessment.turn(),
                feedback.name(),
                value == null ? "error" : value.kind(),
                value == null ? "error" : value.text(),
                style(value),
                error == null ? feedback.rationale() : error,
                source(feedback.source()),
                versions(feedback),
                trust,
                assessment.runId() == null ? "" : assessment.runId(),
                Moment.of(assessment.createdAt()),
                feedback.source().kind() == Source.Kind.HUMAN,
                withdrawn,
                earlier);
    }

    private static StatementView of(Expectation expectation, String withdrawn, List<StatementView> earlier) {
        return new StatementView(
                expectation.id(),
                expectation.turn(),
                expectation.name(),
                "expectation",
                Fact.of(Attributes.of(expectation.name(), expectation.value()))
                        .getFirst()
                        .text(),
                "plain",
                expectation.rationale(),
                source(expectation.source()),
                "",
                "",
                "",
                Moment.of(expectation.createdAt()),
                expectation.source().kind() == Source.Kind.HUMAN,
                withdrawn,
                earlier);
    }

    boolean isExpectation() {
        return kind.equals("expectation");
    }

    /** Whether a person can agree or disagree with one key. */
    boolean isVerdict() {
        return !human && kind.equals("yes_no");
    }

    private static String style(@Nullable FeedbackValue value) {
        return switch (value) {
            case null -> "error";
            case FeedbackValue.YesNo(boolean yes) -> yes ? "yes" : "no";
            case FeedbackValue other -> "plain";
        };
    }

    static String source(Source source) {
        return switch (source.kind()) {
            case LLM_JUDGE -> "judge " + source.id();
            case HUMAN -> source.id();
            case CODE -> "code";
        };
    }

    private static String versions(Feedback feedback) {
        if (feedback.source().kind() == Source.Kind.HUMAN) {
            return "";
        }
        var text = new StringBuilder("version ").append(feedback.scorerVersion());
        if (!feedback.promptVersion().isEmpty()) {
            text.append(" · prompt ").append(feedback.promptVersion());
        }
        Figures.repeats(feedback).ifPresent(asked -> text.append(" · ").append(asked));
        if (!feedback.usage().equals(Usage.NONE)) {
            text.append(" · ").append(Figures.of(feedback.usage().totalTokens(), "token"));
        }
        return text.toString();
    }
}
