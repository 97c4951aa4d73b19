package dev.rehearsal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Davies's data (Statistical Methods in Research and Production, 1947 and 1972); the variances as Bates et al. print them for lme4. */
class SpreadTest {
    /** Yield of dyestuff: 6 batches of 5 samples. */
    @Test
    void separatesCasesFromTrials() {
        double[][] dyestuff = {
            {1545, 1440, 1440, 1520, 1580},
            {1540, 1555, 1490, 1560, 1495},
            {1595, 1550, 1605, 1510, 1560},
            {1445, 1440, 1595, 1465, 1545},
            {1595, 1630, 1515, 1635, 1625},
            {1520, 1455, 1450, 1480, 1445}
        };
        Spread spread = Spread.of(Arrays.stream(dyestuff)
                .map(batch -> Arrays.stream(batch)
                        .mapToObj(sample -> new double[] {sample})
                        .toArray(double[][]::new))
                .toList());
        assertThat(spread.cases()).isCloseTo(1764.05, within(0.005));
        assertThat(spread.trials()).isCloseTo(2451.25, within(0.005));
        assertThat(spread.judge()).isNull();
    }

    /** Strength of pastes: 10 batches, 3 casks of each, 2 tests of each. */
    @Test
    void separatesTheJudgeToo() {
        double[][] pastes = {
            {62.8, 62.6, 60.1, 62.3, 62.7, 63.1}, {60.0, 61.4, 57.5, 56.9, 61.1, 58.9},
            {58.7, 57.5, 63.9, 63.1, 65.4, 63.7}, {57.1, 56.4, 56.9, 58.6, 64.7, 64.5},
            {55.1, 55.1, 54.7, 54.2, 58.8, 57.5}, {63.4, 64.9, 59.3, 58.1, 60.5, 60.0},
            {62.5, 62.6, 61.0, 58.7, 56.9, 57.7}, {59.2, 59.4, 65.2, 66.0, 64.8, 64.1},
            {54.8, 54.8, 64.0, 64.0, 57.7, 56.8}, {58.3, 59.3, 59.2, 59.2, 58.9, 56.6}
        };
        Spread spread = Spread.of(Arrays.stream(pastes)
                .map(row -> new double[][] {{row[0], row[1]}, {row[2], row[3]}, {row[4], row[5]}})
                .toList());
        assertThat(spread.cases()).isCloseTo(1.657, within(0.0005));
        assertThat(spread.trials()).isCloseTo(8.434, within(0.0005));
        assertThat(spread.judge()).isCloseTo(0.678, within(0.0005));
        assertThat(spread.total()).isCloseTo(10.769, within(0.001));
    }

    @Test
    void tellsNoTrialsFromCasesWhereEachWasTriedOnce() {
        Spread spread = Spread.of(List.of(new double[][] {{1}}, new double[][] {{3}}));
        assertThat(spread).isEqualTo(new Spread(2, null, null));
    }
}
