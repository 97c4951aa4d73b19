package dev.rehearsal.junit;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.SimulatedUser;
import dev.rehearsal.simulation.UserReply;
import java.util.List;

/** Who takes part in the conversations of the tests that the tests here run. */
abstract class Desk {
    /** Says its goal in the first turn and the order in the next ones. */
    final SimulatedUser user = request -> UserReply.of(
            request.turn() == 1
                    ? request.testCase().goal()
                    : request.testCase().goal().contains("A-1") ? "It is A-1." : "It is B-2.");

    final GoalCheck goalCheck = request -> new GoalVerdict(
            request.conversation().last().orElseThrow().answer().text().contains("on its way"),
            "the money was or was not promised");

    /** Gives money back in the second turn, and knows nothing else. */
    Agent agent() {
        return request -> request.turn() == 1
                ? Answer.of("What is the number of your order?")
                : request.lastMessage().contains("A-1")
                        ? Answer.of(
                                "Your money is on its way.",
                                List.of(ToolCall.of("1", "refund", "{\"order\": \"A-1\", \"amount\": 12}")
                                        .withResult("done")))
                        : Answer.of("I do not know that order, sorry.");
    }
}
