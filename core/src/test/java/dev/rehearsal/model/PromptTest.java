package dev.rehearsal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptTest {
    @Test
    void putsValuesInAndLeavesAloneWhatLooksLikeAVariableInThem() {
        var prompt =
                new Prompt("greeting", 1, "{{name}} stays", "{{{name}}} says {{text}}, {{ text }}, {{Text}}, {{}}{{");

        assertThat(prompt.messages(Map.of("name", "{{text}} $1", "text", "hello")))
                .extracting(message -> message.text())
                .containsExactly("{{name}} stays", "{{{text}} $1} says hello, {{ text }}, {{Text}}, {{}}{{");
    }

    @Test
    void namesTheVariableThatHasNoValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Prompt("greeting", 1, "", "{{first_name}}").messages(Map.of()))
                .withMessage("prompt greeting/1 has no value for 'first_name'");
    }
}
