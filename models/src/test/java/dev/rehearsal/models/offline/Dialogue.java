package dev.rehearsal.models.offline;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.simulation.GoalRequest;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.simulation.UserRequest;
import java.util.List;

/** Lets the offline user hear one answer after the other. */
final class Dialogue {
    private final TestCase testCase;
    private final long seed;
    private Conversation conversation = Conversation.EMPTY;

    Dialogue(TestCase testCase, long seed) {
        this.testCase = testCase;
        this.seed = seed;
    }

    static Dialogue of(TestCase testCase) {
        return new Dialogue(testCase, 1);
    }

    static Dialogue of(String goal) {
        return of(TestCase.of(goal));
    }

    /** What the user says next. */
    UserReply next() {
        return new OfflineUser()
                .next(new UserRequest(
                        testCase,
                        conversation,
                        SessionId.of("sim-1"),
                        conversation.size() + 1,
                        10,
                        seed + conversation.size(),
                        CallScope.none()));
    }

    /** Lets the user speak and the agent answer. */
    Dialogue hears(String answer, ToolCall... calls) {
        conversation =
                conversation.with(Turn.of(conversation.size() + 1, next().text(), Answer.of(answer, List.of(calls))));
        return this;
    }

    String says() {
        return next().text();
    }

    GoalVerdict verdict() {
        return new OfflineGoalCheck()
                .check(new GoalRequest(testCase, conversation, SessionId.of("sim-1"), CallScope.none()));
    }
}
