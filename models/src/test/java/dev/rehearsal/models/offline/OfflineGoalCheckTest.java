package dev.rehearsal.models.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.dataset.TestCase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OfflineGoalCheckTest {
    private static final TestCase CANCEL = TestCase.builder()
            .goal("Cancel order 1001")
            .expectation(
                    "expected_tool_calls",
                    List.of(Map.of("name", "cancel_order", "arguments", Map.of("order_number", 1001))))
            .build();

    @Test
    void wantsTheAgendaDoneAndTheChecksMet() {
        ToolCall call =
                ToolCall.of("1", "cancel_order", "{\"order_number\":1001}").withResult("{}");

        assertThat(Dialogue.of(CANCEL)
                        .hears("Order 1001 has been cancelled.", call)
                        .verdict())
                .satisfies(verdict -> assertThat(verdict.achieved()).isTrue())
                .satisfies(verdict -> assertThat(verdict.rationale()).contains("no model judged"));
        assertThat(Dialogue.of(CANCEL)
                        .hears("What is your e-mail address?", call)
                        .verdict()
                        .achieved())
                .isFalse();
    }

    @Test
    void doesNotBelieveAnAgentThatOnlySaysSo() {
        var verdict =
                Dialogue.of(CANCEL).hears("Order 1001 has been cancelled.").verdict();

        assertThat(verdict.achieved()).isFalse();
        assertThat(verdict.rationale()).contains("expected cancel_order").contains("found no tool call");
    }

    @Test
    void doesNotCountACallThatFailed() {
        ToolCall call =
                ToolCall.of("1", "cancel_order", "{\"order_number\":1001}").withFailure("already_shipped");

        assertThat(Dialogue.of(CANCEL)
                        .hears("Order 1001 has been cancelled.", call)
                        .verdict()
                        .achieved())
                .isFalse();
    }

    @Test
    void acceptsARefusalWhereTheCaseExpectsOne() {
        TestCase refused = TestCase.builder()
                .goal("Cancel order 1005")
                .expectation("forbidden_tool_calls", List.of("cancel_order"))
                .build();

        assertThat(refusedTwice(refused).verdict().achieved()).isTrue();
        assertThat(refusedTwice(TestCase.of("Cancel order 1005")).verdict().achieved())
                .isFalse();
    }

    private static Dialogue refusedTwice(TestCase testCase) {
        return Dialogue.of(testCase)
                .hears("I cannot cancel order 1005, it was delivered.")
                .hears("Really, I cannot.");
    }
}
