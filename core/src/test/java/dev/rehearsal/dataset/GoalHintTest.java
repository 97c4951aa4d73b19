package dev.rehearsal.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoalHintTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"Get help", "ask a question.", "I NEED INFORMATION", "Talk to support, please", "Fix my problem"
            })
    void hintsAtGoalsThatNameNoOutcome(String goal) {
        assertThat(GoalHint.of(TestCase.of(goal))).get().asString().contains("names no outcome");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cancel order 4711",
                "Get help with a refund for order 12",
                "帮助",
                "İade almak istiyorum",
                "Learn MLflow"
            })
    void leavesOtherGoalsAlone(String goal) {
        assertThat(GoalHint.of(TestCase.of(goal))).isEmpty();
    }
}
