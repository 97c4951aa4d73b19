package dev.rehearsal.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConvertedCaseTest {
    @Test
    void renamesWhatAFileCouldNotHaveAndSaysIt() {
        ConvertedCase converted = ConvertedCase.from(Map.of(
                "goal", "Cancel it",
                "context", Map.of("input", 1, "input_", 2, "user", "u1"),
                "expectations", Map.of("turns", "three", "tool", "cancel")));

        assertThat(converted.item())
                .isEqualTo(new CaseItem.Valid(TestCase.builder()
                        .goal("Cancel it")
                        .context(Attributes.of("input__", 1).with("input_", 2).with("user", "u1"))
                        .expectations(Attributes.of("turns_", "three").with("tool", "cancel"))
                        .build()));
        assertThat(converted.warnings())
                .extracting(Fault::toString)
                .containsExactlyInAnyOrder(
                        "context.input: is reserved for what the agent is given; it is renamed to 'input__'",
                        "expectations.turns: stands for what is expected of single turns, and this is not of that form;"
                                + " it is renamed to 'turns_'");
    }

    @Test
    void keepsWhatHasNoPlaceOfItsOwn() {
        ConvertedCase converted = ConvertedCase.from(Map.of(
                "goal",
                "Cancel it",
                "question",
                "What?",
                "context",
                List.of("a"),
                "persona",
                7,
                "simulation_guidelines",
                List.of("Be brief", 3),
                "metadata",
                Map.of("ticket", 17)));

        assertThat(converted.item()).isInstanceOfSatisfying(CaseItem.Valid.class, valid -> {
            TestCase testCase = valid.testCase();
            assertThat(testCase.metadata())
                    .isEqualTo(Attributes.of("question", "What?").with("ticket", 17));
            assertThat(testCase.context()).isEqualTo(Attributes.of("value", List.of("a")));
            assertThat(testCase.persona()).isEqualTo("7");
            assertThat(testCase.simulationGuidelines()).containsExactly("Be brief", "3");
        });
        assertThat(converted.warnings())
                .extracting(Fault::place)
                .containsExactlyInAnyOrder("question", "context", "persona", "simulation_guidelines");
    }

    @Test
    void cannotInventAGoalAndHasNothingToSayOfAGoodCase() {
        assertThat(ConvertedCase.from(Map.of("question", "What?")).item()).isInstanceOf(CaseItem.Invalid.class);
        assertThat(ConvertedCase.from(Map.of("goal", "Cancel it", "context", Map.of("user", "u1")))
                        .warnings())
                .isEmpty();
    }
}
