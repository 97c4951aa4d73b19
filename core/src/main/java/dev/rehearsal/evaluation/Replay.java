package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Excerpt;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scorers.ReplayDivergence;
import dev.rehearsal.store.SessionRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Test cases that have the conversation of a stored session again, with another agent. They have the id of the session's case, so that runs of
 * both can be compared. What the user said is said again word for word, whatever the agent answers; the scorer
 * {@link ReplayDivergence} tells where it answers otherwise than then.
 */
public final class Replay {
    private static final int LONGEST_ANSWER = 10_000;

    private Replay() {}

    /**
     * All that the user said, turn by turn, with the checks that a script made between. At its end the goal check is asked: the session
     * ends as {@code goal_achieved} or, where it is not, as {@code max_turns}; where a script ended it then, as {@code script_completed}.
     *
     * @throws InvalidInputException if the user said nothing
     */
    public static TestCase of(SessionRecord session) {
        return of(session, session.conversation().before() + 1);
    }

    /**
     * What the user said from that turn on; what was said before precedes it as history.
     *
     * @throws InvalidInputException if there is no such turn
     */
    public static TestCase of(SessionRecord session, int fromTurn) {
        check(session, fromTurn);
        return replayed(
                session,
                fromTurn,
                saidAgain(session, fromTurn, session.testCase().script()));
    }

    /**
     * What the user said in that turn, without a script's checks; from there on the simulated user goes on by itself. What was said before precedes it as history.
     *
     * @throws InvalidInputException if there is no such turn
     */
    public static TestCase goingOn(SessionRecord session, int fromTurn) {
        check(session, fromTurn);
        Turn turn = session.conversation().turns().get(fromTurn - 1);
        return replayed(
                session,
                fromTurn,
                Script.of(ScriptStep.say(turn.user().text(), expected(session, turn)), ScriptStep.proceed()));
    }

    private static void check(SessionRecord session, int fromTurn) {
        int turns = session.conversation().size();
        String id = "session " + session.row().sessionId();
        if (fromTurn < 1 || fromTurn > turns) {
            throw new InvalidInputException(
                    id,
                    turns == 0
                            ? "has no complete turn that could be replayed"
                            : "has turns 1 to " + turns + ", found turn " + fromTurn);
        }
        if (session.conversation().turns().get(fromTurn - 1).user().text().isBlank()) {
            throw new InvalidInputException(
                    id, "has no user's message in turn " + fromTurn + "; begin with another turn");
        }
    }

    /**
     * The script of a user who says what another one said, and no more.
     *
     * @param code the case's script where the program has its code
     */
    static Script saidAgain(SessionRecord session, Script code) {
        return saidAgain(session, session.conversation().before() + 1, code);
    }

    private static Script saidAgain(SessionRecord session, int from, Script code) {
        ReplayedChecks checks = ReplayedChecks.of(session, code);
        var steps = new ArrayList<ScriptStep>(checks.after(from - 1));
        Turn before = null;
        for (Turn turn : session.conversation().turns()) {
            if (turn.number() >= from && !turn.user().text().isBlank()) {
                steps.add(new ScriptStep.Say(
                        turn.user().text(), expected(session, turn), checks.continues(before, turn)));
                steps.addAll(checks.after(turn.number()));
                before = turn;
            }
        }
        steps.add(isPlayedOut(session) ? ScriptStep.finish() : ScriptStep.checkGoal());
        return new Script(steps);
    }

    /** Whether a script decided how the session ended, not its goal. */
    private static boolean isPlayedOut(SessionRecord session) {
        String stopReason = session.row().stopReason();
        return "script_completed".equals(stopReason) || "script_failed".equals(stopReason);
    }

    private static Attributes expected(SessionRecord session, Turn turn) {
        Attributes expected = session.testCase().script().expectationsIn(turn);
        return turn.failure() != null
                ? expected
                : expected.with(
                        ReplayDivergence.REPLAYED,
                        ReplayDivergence.replayed(
                                session.row().sessionId().value(),
                                turn.number(),
                                Excerpt.of(turn.answer().text(), LONGEST_ANSWER),
                                turn.answer().toolCalls()));
    }

    private static TestCase replayed(SessionRecord session, int fromTurn, Script script) {
        List<Turn> before = session.conversation().turns().subList(0, fromTurn - 1);
        TestCase testCase = session.testCase();
        return testCase.toBuilder()
                .id(testCase.caseId().value())
                .history(new Conversation(before))
                .script(script)
                .build();
    }
}
