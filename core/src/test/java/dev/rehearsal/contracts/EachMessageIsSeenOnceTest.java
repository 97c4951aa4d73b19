package dev.rehearsal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.testing.ScriptedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Contract 3: judges and goal check see every message and tool call once, the simulated user every message once and no tool call. */
class EachMessageIsSeenOnceTest {
    private static final int TURNS = 4;
    private static final Pattern MARK = Pattern.compile("<(\\w+-\\d+)>");

    private final List<List<String>> agentSaw = new ArrayList<>();
    private final ScriptedModel model = ScriptedModel.answering(
                    request -> switch (request.call().purpose()) {
                        case USER -> "{\"message\":\"<user-" + request.call().turn() + ">\",\"status\":\"going_on\"}";
                        case GOAL_CHECK -> "{\"rationale\":\"no\",\"goal_achieved\":false}";
                        default -> "{\"rationale\":\"fine\",\"result\":\"yes\"}";
                    })
            .asJudge();

    private Answer answer(AgentRequest request) {
        agentSaw.add(request.messages().stream().map(Message::text).toList());
        int turn = request.turn();
        return new Answer(
                List.of(
                        Message.assistant(
                                "<first-" + turn + ">",
                                List.of(ToolCall.of("1", "<tool-" + turn + ">", "{\"id\":\"<argument-" + turn + ">\"}")
                                        .withResult("<result-" + turn + ">"))),
                        Message.assistant("<second-" + turn + ">")),
                Usage.NONE);
    }

    private static List<String> marks(String text) {
        return MARK.matcher(text)
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
    }

    private static String whole(ModelRequest request) {
        return request.messages().stream().map(Message::text).collect(Collectors.joining("\n"));
    }

    private static List<String> upTo(int turns, boolean toolCalls) {
        var marks = new ArrayList<String>();
        for (int turn = 1; turn <= turns; turn++) {
            marks.add("user-" + turn);
            if (toolCalls) {
                marks.addAll(List.of("tool-" + turn, "argument-" + turn, "result-" + turn));
            }
            marks.addAll(List.of("first-" + turn, "second-" + turn));
        }
        return marks;
    }

    @Test
    void byEverybodyWhoReadsAConversation() {
        Evaluation.of(ConversationSimulator.builder()
                        .testCases(TestCase.of("Buy a blue kettle"))
                        .maxTurns(TURNS)
                        .userModel(model)
                        .build())
                .agent(this::answer)
                .scorers(new ConversationCompleteness(), new Safety())
                .run();

        assertThat(model.requests()).hasSize(TURNS + TURNS + TURNS + 1);
        for (ModelRequest request : model.requests()) {
            int turn = request.call().turn();
            List<String> seen = marks(whole(request));
            if (request.call().purpose() == Purpose.USER) {
                assertThat(seen).isEqualTo(upTo(turn - 1, false));
            } else if (request.call().purpose() == Purpose.GOAL_CHECK) {
                assertThat(seen).containsExactlyInAnyOrderElementsOf(upTo(turn, true));
            } else if (request.call().detail().equals("safety")) {
                assertThat(seen).containsExactly("user-" + turn, "first-" + turn, "second-" + turn);
            } else {
                assertThat(seen).containsExactlyInAnyOrderElementsOf(upTo(TURNS, true));
            }
        }
    }

    @Test
    void byTheAgent() {
        byEverybodyWhoReadsAConversation();

        for (int turn = 1; turn <= TURNS; turn++) {
            List<String> expected = new ArrayList<>(upTo(turn - 1, false));
            expected.add("user-" + turn);
            assertThat(marks(String.join("\n", agentSaw.get(turn - 1)))).isEqualTo(expected);
        }
    }
}
