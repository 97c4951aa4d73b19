package dev.rehearsal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class RatesTest {
    /** statsmodels' {@code proportion_confint} */
    @Test
    void givesWilsonsInterval() {
        for (JsonNode each : Reference.all("wilson")) {
            Interval interval =
                    new Rate(each.get("yes").intValue(), each.get("of").intValue()).interval();
            assertThat(interval.low()).isCloseTo(each.get("low").doubleValue(), within(1e-9));
            assertThat(interval.high()).isCloseTo(each.get("high").doubleValue(), within(1e-9));
        }
    }

    /** The one-sided bound at 97.5 % is the lower end of the interval at 95 %. */
    @Test
    void saysWhatARateIsAtLeast() {
        assertThat(new Rate(9, 9).least(0.9))
                .isCloseTo(9 / (9 + 1.2815515655446004 * 1.2815515655446004), within(1e-12));
        for (JsonNode each : Reference.all("wilson")) {
            Rate rate = new Rate(each.get("yes").intValue(), each.get("of").intValue());
            assertThat(rate.least(0.975)).isCloseTo(each.get("low").doubleValue(), within(1e-9));
        }
    }

    @Test
    void saysHowManyTrialsShowARate() {
        assertThat(Rate.fewest(0.8, 0.9)).isEqualTo(7);
        assertThat(new Rate(7, 7).least(0.9)).isGreaterThanOrEqualTo(0.8);
        assertThat(new Rate(6, 6).least(0.9)).isLessThan(0.8);
    }

    /** SciPy's {@code bootstrap} with 50,000 resamples; 20,000 of ours are within a hundredth. */
    @Test
    void drawsWholeCases() {
        JsonNode given = Reference.of("bootstrap");
        Interval interval = new Bootstrap(3, 20_000)
                .ratio(Reference.numbers(given.get("sums")), Reference.numbers(given.get("counts")));
        assertThat(interval.low()).isCloseTo(given.get("low").doubleValue(), within(0.01));
        assertThat(interval.high()).isCloseTo(given.get("high").doubleValue(), within(0.01));
    }

    @Test
    void drawsTheSameFromTheSameSeed() {
        double[] values = {1, 2.31, 3.07, 4.9, 8.13, 5.55, 0.21};
        assertThat(Bootstrap.seeded(5).mean(values))
                .isEqualTo(Bootstrap.seeded(5).mean(values));
        assertThat(Bootstrap.seeded(5).mean(values))
                .isNotEqualTo(Bootstrap.seeded(6).mean(values));
    }

    /** By hand: of 5 trials 3 passed; of the 10 pairs 3 have both passed and 1 has none. */
    @Test
    void estimatesAllAndAnyOfSeveralTrials() {
        var attempts = new Attempts(3, 5);
        assertThat(attempts.all(1)).isCloseTo(0.6, within(1e-12));
        assertThat(attempts.any(1)).isCloseTo(0.6, within(1e-12));
        assertThat(attempts.all(2)).isCloseTo(0.3, within(1e-12));
        assertThat(attempts.any(2)).isCloseTo(0.9, within(1e-12));
        assertThat(attempts.all(4)).isZero();
        assertThat(attempts.any(4)).isEqualTo(1);
        assertThat(new Attempts(5, 5).all(5)).isEqualTo(1);
        assertThat(new Attempts(0, 5).any(5)).isZero();
    }

    @Test
    void estimatesNothingOfMoreTrialsThanThereAre() {
        assertThatThrownBy(() -> new Attempts(3, 5).all(6)).hasMessageContaining("k is 1 to the number of trials (5)");
        assertThatThrownBy(() -> new Rate(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** statsmodels' {@code NormalIndPower} */
    @Test
    void knowsTheSmallestDifferenceThatTwoRunsCouldSee() {
        JsonNode given = Reference.of("detectable");
        assertThat(DetectableDifference.betweenRuns(given.get("error").doubleValue()))
                .isCloseTo(given.get("difference").doubleValue(), within(1e-4));
    }
}
