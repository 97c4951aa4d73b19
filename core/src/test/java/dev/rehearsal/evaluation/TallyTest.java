package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.statistics.Bootstrap;
import dev.rehearsal.statistics.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers that others give for the same: SciPy 1.17.1 and statsmodels 0.15.0. */
class TallyTest {
    private static Metric metric(Tally tally) {
        return tally.metrics(42).getFirst();
    }

    private static Metric metric(Tally tally, String name) {
        return tally.metrics(42).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Seat seat(int caseNumber, int trial) {
        return new Seat("case " + caseNumber, trial, SessionId.of("sim-" + caseNumber + "-" + trial));
    }

    /** {@code statsmodels.stats.proportion.proportion_confint(yes, of, alpha=0.05, method='wilson')} */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0.0, 0.7934506856227627",
        "1, 1, 0.2065493143772374, 1.0",
        "0, 10, 0.0, 0.27753279986288926",
        "10, 10, 0.7224672001371106, 1.0",
        "1, 2, 0.09453120573423068, 0.9054687942657693",
        "7, 10, 0.39677814746114537, 0.8922087325936989",
        "45, 50, 0.7863976856252034, 0.9565242350681095",
        "499, 500, 0.9887592932948532, 0.9996468636054407",
        "333, 1000, 0.3044779033483562, 0.3628002339858192"
    })
    void givesWilsonsIntervalForARate(int yes, int of, double low, double high) {
        var tally = new Tally("s");
        for (int i = 0; i < of; i++) {
            tally.add(seat(i, 1), i < yes ? 1 : 0, true);
        }

        Metric metric = metric(tally);

        assertThat(metric.name()).isEqualTo("s/mean");
        assertThat(metric.value()).isEqualTo((double) yes / of);
        assertThat(metric.interval().low()).isCloseTo(low, within(1e-9));
        assertThat(metric.interval().high()).isCloseTo(high, within(1e-9));
        assertThat(metric.interval().confidence()).isEqualTo(0.95);
    }

    /** {@code scipy.stats.bootstrap} over cases, method 'percentile', 200,000 resamples: 0.4444 to 0.8056. */
    @Test
    void resamplesCasesWhereTheyHaveTrials() {
        int[][] trials = {
            {1, 0, 1}, {1, 1, 1}, {0, 0, 1}, {1, 1, 0}, {0, 0, 0}, {1, 1, 1}, {1, 0, 0}, {1, 1, 1}, {0, 1, 1},
            {1, 1, 0}, {0, 1, 0}, {1, 1, 1}
        };
        var tally = new Tally("s");
        for (int i = 0; i < trials.length; i++) {
            for (int trial = 0; trial < 3; trial++) {
                tally.add(seat(i, trial + 1), trials[i][trial], true);
            }
        }

        Metric metric = metric(tally);

        assertThat(metric.value()).isCloseTo(0.6388888888888888, within(1e-15));
        assertThat(metric.scored()).isEqualTo(36);
        assertThat(metric.interval().low()).isCloseTo(0.4444, within(0.03));
        assertThat(metric.interval().high()).isCloseTo(0.8056, within(0.03));
    }

    /** {@code scipy.stats.bootstrap} of the mean, method 'percentile', 200,000 resamples: 2.9267 to 3.8933. */
    @Test
    void resamplesMeasures() {
        double[] measures = {3.1, 4.0, 2.5, 4.7, 3.9, 1.2, 4.4, 3.3, 2.8, 4.1, 3.6, 2.2, 4.9, 3.0, 3.7};
        var tally = new Tally("s");
        for (int i = 0; i < measures.length; i++) {
            tally.add(seat(i, 1), measures[i], false);
        }

        Metric metric = metric(tally);

        assertThat(metric.value()).isCloseTo(3.426666666666667, within(1e-14));
        assertThat(metric.interval().low()).isCloseTo(2.9267, within(0.06));
        assertThat(metric.interval().high()).isCloseTo(3.8933, within(0.06));
    }

    @Test
    void coversTheTrueRateAboutAsOftenAsItSays() {
        var random = new SplittableRandom(1);
        int covered = 0;
        int experiments = 300;
        for (int experiment = 0; experiment < experiments; experiment++) {
            var tally = new Tally("s");
            for (int i = 0; i < 40; i++) {
                double easiness = random.nextDouble(); // cases differ; the mean of all is 0.5
                for (int trial = 0; trial < 3; trial++) {
                    tally.add(seat(i, trial), random.nextDouble() < easiness ? 1 : 0, true);
                }
            }
            Interval interval = metric(tally).interval();
            covered += interval.low() <= 0.5 && 0.5 <= interval.high() ? 1 : 0;
        }
        assertThat((double) covered / experiments).isBetween(0.90, 0.99);
    }

    /** As if each case had been tried once: {@code proportion_confint(10, 10, method='wilson')}. */
    @Test
    void claimsNoCertaintyWhereAllTrialsAreYes() {
        var tally = new Tally("s");
        for (int i = 0; i < 30; i++) {
            tally.add(seat(i / 3, i % 3), 1, true);
        }

        assertThat(metric(tally).value()).isEqualTo(1.0);
        assertThat(metric(tally).interval().low()).isCloseTo(0.7224672001371106, within(1e-9));
        assertThat(metric(tally).interval().high()).isCloseTo(1.0, within(1e-12));
    }

    @Test
    void hasNoIntervalForMeasuresOfASingleCase() {
        var tally = new Tally("s");
        tally.add(seat(1, 1), 0.2, false);
        tally.add(seat(1, 2), 0.4, false);

        assertThat(metric(tally).interval()).isNull();
    }

    @Test
    void comesToTheSameInAnyOrder() {
        List<Double> values = new ArrayList<>();
        new Random(3).doubles(100).forEach(values::add);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            order.add(i);
        }
        Metric first = null;
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(order, new Random(round));
            var tally = new Tally("s");
            order.forEach(i -> tally.add(seat(i / 10, i / 5), values.get(i), false, values.get(i), values.get(99 - i)));
            first = first == null ? metric(tally) : first;
            assertThat(metric(tally)).isEqualTo(first);
            assertThat(metric(tally).spread().judge()).isPositive();
        }
    }

    @Test
    void countsWhatCouldNotBeScored() {
        var tally = new Tally("s");
        tally.failed(seat(1, 1));

        assertThat(metric(tally)).isEqualTo(new Metric("s/mean", null, 0, 1, null));

        tally.add(seat(2, 1), 1, true);
        assertThat(metric(tally).value()).isEqualTo(1.0);
        assertThat(metric(tally).scored()).isEqualTo(1);
        assertThat(metric(tally).failed()).isEqualTo(1);
    }

    /** By hand: 3, 2, 0 of 3 trials pass; of their pairs 3, 1, 0 of 3 both, and 3, 3, 0 of 3 one at least. */
    @Test
    void saysHowLikelyAllAndAnyOfSeveralTrialsPass() {
        var tally = new Tally("s");
        int[] passes = {3, 2, 0};
        for (int i = 0; i < 3; i++) {
            for (int trial = 1; trial <= 3; trial++) {
                tally.add(seat(i, trial), trial <= passes[i] ? 1 : 0, true);
            }
        }

        assertThat(tally.metrics(1).stream().map(Metric::name))
                .containsExactly("s/mean", "s/pass^2", "s/pass@2", "s/pass^3", "s/pass@3");
        assertThat(metric(tally, "s/pass^2").value()).isCloseTo(4 / 9.0, within(1e-12));
        assertThat(metric(tally, "s/pass@2").value()).isCloseTo(6 / 9.0, within(1e-12));
        assertThat(metric(tally, "s/pass^3").value()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(metric(tally, "s/pass@3").value()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(metric(tally, "s/pass^3").interval().contains(1 / 3.0)).isTrue();
        assertThat(metric(tally).spread().cases()).isCloseTo(7 / 27.0 - 1 / 27.0, within(1e-12));
        assertThat(metric(tally).spread().trials()).isCloseTo(1 / 9.0, within(1e-12));
    }

    @Test
    void letsATrialPassWhereAllItsTurnsDo() {
        var tally = new Tally("s");
        tally.add(seat(1, 1), 1, true);
        tally.add(seat(1, 1), 0, true);
        tally.add(seat(1, 2), 1, true);
        tally.add(seat(2, 1), 1, true);
        tally.add(seat(2, 2), 1, true);

        assertThat(metric(tally).value()).isEqualTo(0.8);
        assertThat(metric(tally, "s/pass^2").value()).isEqualTo(0.5);
        assertThat(metric(tally, "s/pass@2").value()).isEqualTo(1);
    }

    @Test
    void makesARateOfEachCategory() {
        var tally = new Tally("user_frustration");
        String[] found = {"none", "none", "resolved", "unresolved"};
        for (int i = 0; i < 4; i++) {
            tally.add(seat(i, 1), Feedback.category("user_frustration", found[i], ""));
        }
        tally.failed(seat(4, 1));

        assertThat(tally.metrics(1).stream().map(Metric::name))
                .containsExactly("user_frustration/none", "user_frustration/resolved", "user_frustration/unresolved");
        Metric none = metric(tally, "user_frustration/none");
        assertThat(none.value()).isEqualTo(0.5);
        assertThat(none.scored()).isEqualTo(4);
        assertThat(none.failed()).isEqualTo(1);
        assertThat(none.interval().low()).isCloseTo(0.15003898915214955, within(1e-9));
    }

    @Test
    void takesTheRarestOfManyCategoriesTogether() {
        var tally = new Tally("topic");
        for (int i = 0; i < 30; i++) {
            tally.add(seat(i, 1), Feedback.category("topic", "topic " + (i < 10 ? 0 : i), ""));
        }

        assertThat(tally.metrics(1)).hasSize(21);
        assertThat(metric(tally, "topic/topic 0").value()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(metric(tally, "topic/other").value()).isCloseTo(1 / 30.0, within(1e-12));
    }

    @Test
    void knowsHowMuchTheJudgeSpreads() {
        var tally = new Tally("s");
        tally.add(seat(1, 1), 1, true, 1, 1, 0);
        tally.add(seat(2, 1), 0, true, 0, 0, 0);

        assertThat(metric(tally).spread().judge()).isCloseTo((2 / 3.0) / 4, within(1e-12));
        assertThat(metric(tally).spread().trials()).isNull();
    }

    @Test
    void countsWhatHasNoVerdictAsNotPassedForAGate() {
        var tally = new Tally("s");
        for (int i = 0; i < 8; i++) {
            tally.add(seat(i, 1), 1, true);
        }
        tally.failed(seat(8, 1));
        Set<Seat> sessions = new HashSet<>(List.of(seat(9, 1)));
        for (int i = 0; i < 9; i++) {
            sessions.add(seat(i, 1));
        }

        Metric counted = metric(tally.countingAll(sessions, Set.of()));
        assertThat(counted.value()).isEqualTo(0.8);
        assertThat(counted.scored()).isEqualTo(10);
        assertThat(counted.failed()).isEqualTo(2);
        assertThat(metric(tally.countingAll(sessions, Set.of(seat(8, 1), seat(9, 1))))
                        .value())
                .isEqualTo(1);
        assertThat(metric(tally).value()).isEqualTo(1);
    }

    /** The bootstrap's normal limit: 2,000 cases, and the same by {@link dev.rehearsal.statistics.Bootstrap}. */
    @Test
    void needsNoDrawsForManyCases() {
        var tally = new Tally("s");
        var random = new SplittableRandom(9);
        double[] sums = new double[2000];
        double[] counts = new double[2000];
        for (int i = 0; i < 2000; i++) {
            for (int trial = 1; trial <= 2; trial++) {
                double value = random.nextDouble() * i / 2000;
                tally.add(seat(i, trial), value, false);
                sums[i] += value;
                counts[i]++;
            }
        }
        Interval drawn = Bootstrap.seeded(4).ratio(sums, counts);

        assertThat(metric(tally).interval().low()).isCloseTo(drawn.low(), within(0.002));
        assertThat(metric(tally).interval().high()).isCloseTo(drawn.high(), within(0.002));
    }
}
