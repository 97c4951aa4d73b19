package dev.rehearsal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CallLimitTest {
    private static final int CALLS = 4000;

    private final CallLimit limit = new CallLimit(64);
    private final Random random = new Random(7);
    private double sumOfLimits;
    private int rejections;

    /** @param share of the calls that is rejected at that limit */
    private void calls(int count, IntToDoubleFunction share) {
        sumOfLimits = 0;
        rejections = 0;
        for (int i = 0; i < count; i++) {
            if (random.nextDouble() < share.applyAsDouble(limit.calls())) {
                rejections++;
                limit.rejected(limit.round());
            } else {
                limit.replied(limit.round());
            }
            sumOfLimits += limit.calls();
        }
    }

    @Test
    void sinksAtTheFirstRejection() {
        limit.rejected(limit.round());

        assertThat(limit.calls()).isEqualTo(44);
    }

    @Test
    void settlesWhereTheProviderStopsRejecting() {
        IntToDoubleFunction twenty = calls -> Math.max(0, 1 - 20.0 / calls);
        calls(CALLS, twenty);
        calls(CALLS, twenty);

        assertThat(sumOfLimits / CALLS).isBetween(15.0, 21.0);
        assertThat(rejections).isLessThan(CALLS / 25);
    }

    @Test
    void sinksToASmallProviderBeforeItsCallersGiveUp() {
        calls(64 * 4, calls -> Math.max(0, 1 - 2.0 / calls));

        assertThat(limit.calls()).isLessThan(5);
    }

    @Test
    void doesNotSinkForRejectionsThatItCannotMend() {
        calls(CALLS, calls -> 0.2);

        assertThat(sumOfLimits / CALLS).isGreaterThan(45);
    }

    @Test
    void risesAgain() {
        calls(1000, calls -> 1);
        assertThat(limit.calls()).isEqualTo(1);

        calls(1500, calls -> 0);
        assertThat(limit.calls()).isEqualTo(64);
    }

    @Test
    void ignoresWhatEarlierCallsMeet() {
        long before = limit.round();
        limit.rejected(before);
        for (int i = 0; i < 64; i++) {
            limit.rejected(before);
        }

        assertThat(limit.calls()).isEqualTo(44);
    }
}
