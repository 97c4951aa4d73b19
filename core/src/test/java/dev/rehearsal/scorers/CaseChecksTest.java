package dev.rehearsal.scorers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseChecksTest {
    @Test
    void findsACallWhoseArgumentsThatMatterAreThere() {
        var checks = checks("expected_tool_calls", List.of(call("cancel_order", Map.of("order_number", 1003))));

        assertThat(checks.unmet(made("cancel_order", "{\"order_number\":\"1003\",\"reason\":\"late\"}", "{}")))
                .isEmpty();
    }

    @Test
    void saysWhichCallWasMadeInstead() {
        var checks = checks("expected_tool_calls", List.of(call("cancel_order", Map.of("order_number", 1003))));

        assertThat(checks.unmet(made("cancel_order", "{\"order_number\":1004}", "{}")))
                .singleElement()
                .asString()
                .contains("expected cancel_order{\"order_number\":1003}", "found cancel_order{\"order_number\":1004}");
        assertThat(checks.unmet(made("find_order", "{}", "{}")))
                .singleElement()
                .asString()
                .contains("found only");
        assertThat(checks.unmet(Conversation.EMPTY)).singleElement().asString().contains("found no tool call");
    }

    @Test
    void doesNotCountACallThatFailed() {
        var checks = checks("expected_tool_calls", List.of("cancel_order"));
        var failed = ToolCall.of("1", "cancel_order", "{}").withFailure("already shipped");

        assertThat(checks.unmet(conversation("Sorry.", failed)))
                .singleElement()
                .asString()
                .contains("which failed: already shipped");
    }

    @Test
    void looksForThePatternInTheResult() {
        var checks = checks(
                "expected_tool_calls", List.of(Map.of("name", "order_status", "result", "\"status\":\"cancelled\"")));

        assertThat(checks.unmet(made("order_status", "{}", "{\"status\":\"cancelled\"}")))
                .isEmpty();
        assertThat(checks.unmet(made("order_status", "{}", "{\"status\":\"shipped\"}")))
                .hasSize(1);
    }

    @Test
    void reportsAForbiddenCall() {
        var checks = checks("forbidden_tool_calls", List.of("refund_order"));

        assertThat(checks.unmet(made("refund_order", "{}", "{}"))).hasSize(1);
        assertThat(checks.unmet(made("find_order", "{}", "{}"))).isEmpty();
    }

    @Test
    void findsAPatternInSomeAnswerWithoutRegardToCase() {
        var checks = checks("answer_patterns", List.of("İADE|refund", "30 days"));

        assertThat(checks.unmet(conversation("No REFUND after 30 days."))).isEmpty();
        assertThat(checks.unmet(conversation("No refund."))).containsExactly("no answer has '30 days'");
    }

    @Test
    void refusesWhatItCannotReadAndSaysWhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks("expected_tool_calls", "cancel_order"))
                .withMessageContaining("expected_tool_calls: expected a list");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks("expected_tool_calls", List.of(Map.of("tool", "x"))))
                .withMessageContaining("expected_tool_calls[0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks("answer_patterns", "(("))
                .withMessageContaining("no regular expression");
    }

    private static CaseChecks checks(String name, Object value) {
        return CaseChecks.of(Attributes.of(name, value));
    }

    private static Map<String, Object> call(String name, Map<String, Object> arguments) {
        return Map.of("name", name, "arguments", arguments);
    }

    private static Conversation made(String tool, String arguments, String result) {
        return conversation("Done.", ToolCall.of("1", tool, arguments).withResult(result));
    }

    static Conversation conversation(String answer, ToolCall... calls) {
        return Conversation.EMPTY.with(Turn.of(1, "Hello", Answer.of(answer, List.of(calls))));
    }
}
