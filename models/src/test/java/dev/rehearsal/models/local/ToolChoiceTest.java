package dev.rehearsal.models.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.model.ToolSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolChoiceTest {
    private static final ToolSpec TOOL = new ToolSpec(
            "find_order", "Finds an order.", "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
    private static final ToolCall CALL =
            ToolCall.of("call-1", "find_order", "{\"city\":\"Ağrı\"}").withResult("shipped");
    private static final ModelRequest REQUEST = request(Message.user("Where?"), Message.assistant("", List.of(CALL)))
            .withTools(List.of(TOOL));

    @Test
    void readsACall() {
        ModelReply reply = ToolChoice.reply(ModelReply.of(ToolChoice.of(CALL)), REQUEST);

        assertThat(reply.toolCalls()).containsExactly(ToolCall.of("call-2", "find_order", "{\"city\":\"Ağrı\"}"));
        assertThat(reply.finish()).isEqualTo(ModelReply.Finish.TOOL_CALLS);
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void readsWhatIsSaid() {
        ModelReply reply = ToolChoice.reply(ModelReply.of(ToolChoice.say("It is \"on\" its way.")), REQUEST);

        assertThat(reply.text()).isEqualTo("It is \"on\" its way.");
        assertThat(reply.toolCalls()).isEmpty();
    }

    @Test
    void leavesAReplyThatWasCutAsItIs() {
        assertThat(ToolChoice.reply(ModelReply.of("{\"tool\": \"say"), REQUEST))
                .isEqualTo(ModelReply.of("{\"tool\": \"say"));
    }

    @Test
    void letsTheModelChooseAmongItsToolsAndSpeaking() {
        ModelRequest nextTurn = REQUEST.withMessages(
                List.of(Message.user("Where?"), Message.assistant("Here.", List.of(CALL)), Message.user("And now?")));

        assertThat(ToolChoice.schema(nextTurn))
                .contains("{\"const\":\"find_order\"}", "{\"const\":\"say\"}", "\"city\"");
    }

    @Test
    void doesNotLetTheModelMakeTheSameCallForEver() {
        assertThat(ToolChoice.schema(REQUEST)).contains("{\"const\":\"say\"}").doesNotContain("find_order");
    }

    @Test
    void letsTheModelOnlySpeakAfterACallThatFailed() {
        var other = new ToolSpec("cancel_order", "Cancels.", "{\"type\":\"object\",\"properties\":{}}");
        ModelRequest request = request(
                        Message.user("Where?"), Message.assistant("", List.of(CALL.withFailure("unknown_customer"))))
                .withTools(List.of(TOOL, other));

        assertThat(ToolChoice.schema(request)).contains("{\"const\":\"say\"}").doesNotContain("cancel_order");
    }

    @Test
    void doesNotMixToolsWithAnotherForm() {
        assertThat(ToolChoice.isAsked(REQUEST)).isTrue();
        assertThat(ToolChoice.isAsked(REQUEST.withSchema(ReplySchema.of("a", "{}"))))
                .isFalse();
        assertThat(ToolChoice.isAsked(request(Message.user("Hi")))).isFalse();
    }

    private static ModelRequest request(Message... messages) {
        return ModelRequest.of(CallKey.of(Purpose.AGENT), messages);
    }
}
