package dev.rehearsal.scoring;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;

/**
 * A turn to be judged.
 *
 * @param conversation up to and with that turn
 * @param judge asks the judge model
 */
public record TurnToScore(TestCase testCase, SessionId sessionId, Turn turn, Conversation conversation, Judge judge) {
    /** What was expected of the agent in this turn: what the case expects in all turns, and in its place what it expects in this one. */
    public Attributes expectations() {
        return testCase.expectationsIn(turn);
    }

    /** What was expected of this turn alone. */
    public Attributes ownExpectations() {
        return testCase.expectationsOf(turn);
    }

    /** The same turn, judged by somebody else. */
    public TurnToScore withJudge(Judge judge) {
        return new TurnToScore(testCase, sessionId, turn, conversation, judge);
    }

    /** What the user said in this turn. */
    public String input() {
        return turn.user().text();
    }

    /** What the agent answered in this turn. */
    public String output() {
        return turn.answer().text();
    }
}
