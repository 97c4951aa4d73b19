package dev.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Role;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderDeskAgentTest {
    private static final String ABOUT_1001 = "{\"email\":\"mia@example.com\",\"order_number\":1001}";

    private final List<ModelRequest> requests = new ArrayList<>();

    @Test
    void callsTheToolsThatTheModelAsksForAndKeepsThemInTheAnswer() throws Exception {
        Answer answer = talk(List.of(calling("order_status"), saying("It is being prepared.")), "Where is order 1001?")
                .getFirst();

        assertThat(answer.text()).isEqualTo("It is being prepared.");
        assertThat(answer.toolCalls()).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("order_status");
            assertThat(call.result()).contains("espresso machine");
        });
        assertThat(answer.usage()).isEqualTo(Usage.of(20, 4));
        assertThat(requests.get(0).tools()).hasSize(7);
        assertThat(requests.get(0).messages().getFirst().role()).isEqualTo(Role.SYSTEM);
        assertThat(requests.get(1).messages().getLast().toolCalls()).hasSize(1);
        assertThat(requests).extracting(request -> request.call().detail()).containsExactly("", "round 2");
    }

    @Test
    void findsTheChangesOfEarlierTurnsInTheDatabase() throws Exception {
        List<Answer> answers = talk(
                List.of(calling("cancel_order"), saying("Cancelled."), calling("order_status"), saying("Yes, it is.")),
                "Cancel it",
                "Is it cancelled?");

        assertThat(answers.get(1).toolCalls().getFirst().result()).contains("\"status\":\"cancelled\"");
    }

    @Test
    void tellsTheModelWhatTheRulesForbid() throws Exception {
        ModelReply call =
                reply("", ToolCall.of("c1", "cancel_order", "{\"email\":\"ruth@example.com\",\"order_number\":1005}"));

        assertThat(talk(List.of(call, saying("Too late.")), "Cancel 1005")
                        .getFirst()
                        .toolCalls())
                .singleElement()
                .satisfies(made -> assertThat(made.failed()).isTrue())
                .extracting(ToolCall::result)
                .asString()
                .startsWith("already_delivered");
    }

    @Test
    void stopsAModelThatNeverStopsCalling() throws Exception {
        var endless = new ArrayList<ModelReply>();
        for (int i = 0; i < 20; i++) {
            endless.add(calling("order_status"));
        }

        Answer answer = talk(endless, "Where is it?").getFirst();

        assertThat(requests).hasSize(6);
        assertThat(answer.text()).contains("could not finish");
    }

    @Test
    void understandsACallThatAModelWroteIntoItsText() throws Exception {
        ModelReply written =
                saying("<tool_call>\n{\"name\": \"order_status\", \"arguments\": " + ABOUT_1001 + "}\n</tool_call>");

        Answer answer = talk(List.of(written, saying("It is being prepared.")), "Where is order 1001?")
                .getFirst();

        assertThat(answer.toolCalls()).extracting(ToolCall::name).containsExactly("order_status");
        assertThat(answer.text()).isEqualTo("It is being prepared.");
    }

    @Test
    void survivesArgumentsThatAreNoJson() throws Exception {
        ModelReply broken = reply("", ToolCall.of("c1", "order_status", "email=mia"));

        assertThat(talk(List.of(broken, saying("Hm.")), "Where is it?")
                        .getFirst()
                        .toolCalls()
                        .getFirst()
                        .failed())
                .isTrue();
    }

    private List<Answer> talk(List<ModelReply> replies, String... messages) throws Exception {
        var left = new ArrayList<>(replies);
        Model model = request -> {
            requests.add(request);
            return left.removeFirst();
        };
        return OfflineOrderDeskTest.talk(OrderDesk.with(model), messages);
    }

    private static ModelReply calling(String tool) {
        return reply("", ToolCall.of("c1", tool, ABOUT_1001));
    }

    private static ModelReply saying(String text) {
        return ModelReply.of(text).withUsage(Usage.of(10, 2));
    }

    private static ModelReply reply(String text, ToolCall... calls) {
        return new ModelReply(text, List.of(calls), ModelReply.Finish.TOOL_CALLS, Usage.of(10, 2));
    }
}
