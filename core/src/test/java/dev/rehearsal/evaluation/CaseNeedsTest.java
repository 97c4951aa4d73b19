package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.scorers.Scorers;
import dev.rehearsal.scoring.Scorer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseNeedsTest {
    private static final List<Scorer> SCORERS = List.of(Scorers.open("expected_tool_call", Attributes.EMPTY));
    private static final TestCase WITHOUT = TestCase.of("another goal");
    private static final TestCase WITH = TestCase.builder()
            .goal("a goal")
            .expectations(Attributes.of("expected_tool_calls", List.of("refund")))
            .build();

    @Test
    void refusesARunWhoseCasesHaveNothingThatAScorerNeeds() {
        assertThatThrownBy(() -> CaseNeeds.check(SCORERS, TestCases.of(List.of(WITHOUT))))
                .hasMessageContaining(
                        "expected_tool_call needs expectations.expected_tool_calls or forbidden_tool_calls")
                .hasMessageContaining("none of the 1 test cases has it");
    }

    @Test
    void takesARunSomeOfWhoseCasesHaveIt() {
        assertThatCode(() -> CaseNeeds.check(SCORERS, TestCases.of(List.of(WITH, WITHOUT))))
                .doesNotThrowAnyException();
    }
}
