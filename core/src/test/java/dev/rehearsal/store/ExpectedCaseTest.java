package dev.rehearsal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectedCaseTest {
    private static Expectation expected(int turn, String name, Object value) {
        return new Expectation(
                name + turn,
                SessionId.of("sim-a"),
                turn,
                name,
                value,
                new Source(Source.Kind.HUMAN, "ada"),
                "",
                Instant.EPOCH,
                null);
    }

    @Test
    void whatPersonsExpectedStandsWithTheCaseAndItsTurns() {
        TestCase testCase = TestCase.builder()
                .goal("Cancel it")
                .expectation("tool", "refund")
                .expectation("tone", "kind")
                .expectation("turns", Map.of("1", Map.of("answer", "Which?"), "2", Map.of("answer", "Done")))
                .build();

        TestCase all = ExpectedCase.of(
                testCase,
                List.of(expected(0, "tool", "cancel"), expected(2, "answer", "Cancelled"), expected(3, "x", 1)));

        assertThat(all.expectations())
                .isEqualTo(Attributes.of("tool", "cancel")
                        .with("tone", "kind")
                        .with(
                                "turns",
                                Map.of(
                                        "1", Map.of("answer", "Which?"),
                                        "2", Map.of("answer", "Cancelled"),
                                        "3", Map.of("x", 1))));
        assertThat(ExpectedCase.of(testCase, List.of())).isSameAs(testCase);
    }
}
