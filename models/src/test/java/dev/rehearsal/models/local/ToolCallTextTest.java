package dev.rehearsal.models.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.model.ToolSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCallTextTest {
    private static final List<ToolSpec> TOOLS = List.of(new ToolSpec("find_order", "Finds an order.", "{}"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tool_call>\n{\"name\": \"find_order\", \"arguments\": {\"id\": 7}}\n</tool_call>",
                "<tool_call>{\"name\": \"find_order\", \"arguments\": {\"id\": 7}}",
                "```json\n{\"name\": \"find_order\", \"arguments\": {\"id\": 7}}\n```",
                " {\"name\": \"find_order\", \"arguments\": {\"id\": 7}} "
            })
    void findsACallHoweverItIsWrapped(String text) {
        ToolCallText.Parsed parsed = ToolCallText.parse(text, TOOLS);

        assertThat(parsed.calls()).containsExactly(ToolCall.of("call-1", "find_order", "{\"id\":7}"));
        assertThat(parsed.text()).isEmpty();
    }

    @Test
    void findsSeveralCallsAndTheTextAroundThem() {
        String call = "<tool_call>{\"name\": \"find_order\", \"arguments\": {}}</tool_call>";

        ToolCallText.Parsed parsed = ToolCallText.parse("Let me look. " + call + call, TOOLS);

        assertThat(parsed.calls()).extracting(ToolCall::id).containsExactly("call-1", "call-2");
        assertThat(parsed.text()).isEqualTo("Let me look.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your order is on its way.",
                "<tool_call>{\"name\": \"drop_table\", \"arguments\": {}}</tool_call>",
                "<tool_call>{\"name\": \"find_order\", \"arguments\": \"7\"}</tool_call>",
                "{\"name\": \"find_order\"",
                "```json\n[1, 2]\n```"
            })
    void leavesEverythingElseAsText(String text) {
        assertThat(ToolCallText.parse(text, TOOLS)).isEqualTo(new ToolCallText.Parsed(text, List.of()));
    }

    @Test
    void readsWhatItWrites() {
        ToolCall call = ToolCall.of("call-1", "find_order", "{\"city\":\"Ağrı\"}");

        assertThat(ToolCallText.parse(ToolCallText.write(call), TOOLS).calls()).containsExactly(call);
    }
}
