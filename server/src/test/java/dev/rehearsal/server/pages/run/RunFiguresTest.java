package dev.rehearsal.server.pages.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RunFiguresTest {
    @Test
    void doesNotSayThatAnUnknownCostIsNothing() {
        assertThat(RunFigures.cost(BigDecimal.ZERO, true)).isEqualTo("not known");
        assertThat(RunFigures.cost(new BigDecimal("1.5"), true)).isEqualTo("at least $1.50");
        assertThat(RunFigures.cost(new BigDecimal("1.5"), false)).isEqualTo("$1.50");
    }

    @Test
    void countsHaveNoPlacesBetweenThem() {
        assertThat(Histogram.ofCounts("Turns", "turns", new long[] {2, 2, 4}).json())
                .contains("\"whole\":true", "\"y\":[2,0,1]");
        assertThat(Histogram.of("Latency", "seconds", new double[] {0.1, 0.7}).json())
                .contains("\"whole\":false");
    }
}
