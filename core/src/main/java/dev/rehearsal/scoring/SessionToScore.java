package dev.rehearsal.scoring;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.simulation.StopReason;

/**
 * A session to be judged.
 *
 * @param stopReason why it ended
 * @param judge asks the judge model
 */
public record SessionToScore(
        TestCase testCase, SessionId sessionId, Conversation conversation, StopReason stopReason, Judge judge) {
    /** The same session, judged by somebody else. */
    public SessionToScore withJudge(Judge judge) {
        return new SessionToScore(testCase, sessionId, conversation, stopReason, judge);
    }

    /** What was expected of the agent; what was expected of single turns stands under {@code turns}. */
    public Attributes expectations() {
        return testCase.expectations();
    }

    /** What was expected of the agent in that turn: what the case expects in all turns, and in its place what it expects in that one. */
    public Attributes expectationsIn(int turn) {
        return turn <= conversation.size()
                ? testCase.expectationsIn(conversation.turns().get(turn - 1))
                : testCase.expectationsIn(turn);
    }
}
