package dev.rehearsal.generation;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.evaluation.RecordedSession;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.store.SessionRecord;

/**
 * A conversation to make a test case of.
 *
 * @param id names it in reports and in what is kept of the work
 */
public record SourceSession(String id, Conversation conversation, Outcome outcome) {
    /** How it ended, as far as somebody knows. */
    public enum Outcome {
        GOOD,
        BAD,
        /** Nobody knows; the model that reads it says. */
        UNKNOWN
    }

    /** A conversation of which nobody knows how it ended. */
    public static SourceSession of(String id, Conversation conversation) {
        return new SourceSession(id, conversation, Outcome.UNKNOWN);
    }

    /** A transcript; its place in its file names it where it has no id. */
    public static SourceSession of(RecordedSession session, int number) {
        return of(
                session.sessionId() == null
                        ? "transcript-" + number
                        : session.sessionId().value(),
                session.conversation());
    }

    /** A stored session: good where its goal was achieved or its script completed, bad where a person said no or it ended otherwise. */
    public static SourceSession of(SessionRecord session) {
        return new SourceSession(session.row().sessionId().value(), session.conversation(), outcome(session));
    }

    private static Outcome outcome(SessionRecord session) {
        boolean refused = session.currentFeedback().stream().anyMatch(SourceSession::isNoOfAPerson);
        String reason = session.row().stopReason();
        if (refused) {
            return Outcome.BAD;
        }
        return switch (reason == null ? "recorded" : reason) {
            case "goal_achieved", "script_completed" -> Outcome.GOOD;
            case "recorded" -> Outcome.UNKNOWN;
            default -> Outcome.BAD;
        };
    }

    private static boolean isNoOfAPerson(Assessment assessment) {
        return assessment.feedback().source().kind() == Source.Kind.HUMAN
                && new FeedbackValue.YesNo(false).equals(assessment.feedback().value());
    }
}
