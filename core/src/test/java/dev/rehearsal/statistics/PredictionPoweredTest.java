package dev.rehearsal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The numbers that the authors' own package, ppi-python, gives. */
class PredictionPoweredTest {
    private static void assertSame(Estimate estimate, JsonNode expected) {
        assertThat(estimate.value()).isCloseTo(expected.get("value").doubleValue(), within(1e-9));
        assertThat(estimate.interval().low()).isCloseTo(expected.get("low").doubleValue(), within(1e-9));
        assertThat(estimate.interval().high()).isCloseTo(expected.get("high").doubleValue(), within(1e-9));
    }

    @Test
    void correctsTheJudgesMeanByTheLabels() {
        for (JsonNode each : Reference.all("ppi")) {
            double[] labels = Reference.numbers(each.get("labels"));
            double[] predictions = Reference.numbers(each.get("predictions"));
            double[] others = Reference.numbers(each.get("others"));
            assertSame(PredictionPowered.mean(labels, predictions, others, 1), each.get("plain"));
            assertSame(PredictionPowered.mean(labels, predictions, others), each.get("tuned"));
        }
    }

    @Test
    void leavesTheLabelsAloneWhereTheJudgeSaysNothing() {
        double[] labels = {1, 0, 1, 1};
        Estimate estimate = PredictionPowered.mean(labels, new double[] {1, 1, 1, 1}, new double[] {1, 1, 1});
        assertThat(estimate.value()).isEqualTo(0.75);
    }
}
