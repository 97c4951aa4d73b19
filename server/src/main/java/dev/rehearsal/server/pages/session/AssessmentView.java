package dev.rehearsal.server.pages.session;

import dev.rehearsal.conversation.Usage;
import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.RepeatedFeedback;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.server.pages.text.Moment;
import java.util.List;

/**
 * An assessment on a page.
 *
 * @param style {@code yes}, {@code no}, {@code error} or {@code plain}
 * @param source whose it is
 * @param versions of scorer and prompt, and how often was asked; may be empty
 * @param trust how far its judge can be trusted; empty where no model judged
 * @param run the run whose scorers gave it; empty for a person's
 * @param human whether a person gave it, who may change it
 * @param earlier what stood in its place before, the newest first
 */
record AssessmentView(
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
        List<AssessmentView> earlier) {
    AssessmentView {
        earlier = List.copyOf(earlier);
    }

    static AssessmentView of(Assessment assessment, String trust, List<AssessmentView> earlier) {
        Feedback feedback = assessment.feedback();
        FeedbackValue value = feedback.value();
        String error = feedback.error();
        return new AssessmentView(
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
                earlier);
    }

    static String style(@org.jspecify.annotations.Nullable FeedbackValue value) {
        return switch (value) {
            case null -> "error";
            case FeedbackValue.YesNo(boolean yes) -> yes ? "yes" : "no";
            case FeedbackValue other -> "plain";
        };
    }

    private static String source(Source source) {
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
        if (!feedback.repeats().isEmpty()) {
            text.append(" · asked ")
                    .append(feedback.repeats().size())
                    .append(" times: ")
                    .append(String.join(", ", feedback.repeats()));
            RepeatedFeedback.flipRate(feedback)
                    .ifPresent(rate ->
                            text.append(" (flips ").append(Figures.share(rate)).append(')'));
        }
        if (!feedback.usage().equals(Usage.NONE)) {
            text.append(" · ").append(Figures.of(feedback.usage().totalTokens(), "token"));
        }
        return text.toString();
    }
}
