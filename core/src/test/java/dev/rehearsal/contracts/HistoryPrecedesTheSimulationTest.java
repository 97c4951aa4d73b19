package dev.rehearsal.contracts;

import static dev.rehearsal.dataset.ScriptStep.agentCalled;
import static dev.rehearsal.dataset.ScriptStep.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.testing.ScriptedModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The agent and everybody who judges see what precedes a simulation once, marked, and nobody takes it for what the agent under test did. */
class HistoryPrecedesTheSimulationTest {
    private static final Conversation HISTORY = new Conversation(List.of(
            Turn.of(1, "", Answer.of("Hello, how can I help?")),
            Turn.of(
                    2,
                    "Find order 4711",
                    Answer.of(
                            "Found.",
                            List.of(ToolCall.of("1", "find_order", "{}").withResult("ok"))))));

    private final ScriptedModel model = ScriptedModel.answering(
                    request -> switch (request.call().purpose()) {
                        case USER -> "{\"message\":\"made up\",\"status\":\"going_on\"}";
                        case GOAL_CHECK -> "{\"rationale\":\"yes\",\"goal_achieved\":true}";
                        default -> "{\"rationale\":\"yes\",\"result\":\"yes\"}";
                    })
            .asJudge();

    private SessionRecord run(Agent agent, Script script) {
        Store store = Store.inMemory();
        var result = Evaluation.of(ConversationSimulator.builder()
                        .testCases(TestCase.builder()
                                .goal("Get it refunded")
                                .history(HISTORY)
                                .script(script)
                                .build())
                        .maxTurns(2)
                        .userModel(model)
                        .build())
                .agent(agent)
                .scorers(new ConversationCompleteness())
                .store(store)
                .run();
        try (var sessions = store.sessions().ofRun(result.runId())) {
            return sessions.findFirst().orElseThrow();
        }
    }

    @ParameterizedTest
    @EnumSource(Agent.History.class)
    void isGivenToTheAgentOnce(Agent.History wanted) {
        var heard = new ArrayList<List<Message>>();
        var agent = new Agent() {
            @Override
            public Answer answer(AgentRequest request) {
                heard.add(request.messages());
                return Answer.of("Answer to " + request.lastMessage());
            }

            @Override
            public History history() {
                return wanted;
            }
        };

        run(agent, Script.of(say("First"), say("Second")));

        assertThat(heard.getFirst()).hasSize(5).last().isEqualTo(Message.user("First"));
        assertThat(heard.getFirst().get(1)).isEqualTo(Message.assistant("Hello, how can I help?"));
        assertThat(heard.get(1)).hasSize(wanted == Agent.History.FULL ? 7 : 1);
    }

    @Test
    void isSeenOnceAndMarkedByWhoeverJudges() {
        SessionRecord session = run(request -> Answer.of("Refunded"), Script.NONE);

        assertThat(session.conversation().before()).isEqualTo(2);
        assertThat(session.conversation().size()).isEqualTo(3);
        assertThat(session.row().stopReason()).isEqualTo("goal_achieved");
        for (Purpose purpose : List.of(Purpose.USER, Purpose.GOAL_CHECK, Purpose.JUDGE)) {
            String asked = model.requests().stream()
                    .filter(request -> request.call().purpose() == purpose)
                    .findFirst()
                    .orElseThrow()
                    .messages()
                    .getLast()
                    .text();
            assertThat(asked).as(purpose.code()).containsOnlyOnce("\"text\":\"Find order 4711\"");
            assertThat(asked).contains("{\"turn\":2,\"history\":true,\"from\":\"user\"");
            assertThat(asked).doesNotContain("\"turn\":3,\"history\"");
        }
        assertThat(Transcript.withToolCalls(session.conversation())).contains("\"history\":true");
    }

    @Test
    void isNotTheDoingOfTheAgentUnderTest() {
        SessionRecord session = run(
                request -> Answer.of("Refunded"),
                Script.of(say("Find it again"), agentCalled("find_order").ever()));

        assertThat(session.row().stopReason()).isEqualTo("script_failed");
        assertThat(session.row().stopRationale()).endsWith("found no tool call");
    }
}
