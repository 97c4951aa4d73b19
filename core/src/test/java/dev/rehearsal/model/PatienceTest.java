package dev.rehearsal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(300);

    private final Patience patience = new Patience(TIMEOUT);

    private void replies(Duration each) {
        for (int i = 0; i < 20; i++) {
            patience.replied(each.toNanos());
        }
    }

    @Test
    void hasNoBoundOfItsOwnUntilItKnowsTheModel() {
        assertThat(patience.of(0, TIMEOUT)).isEqualTo(TIMEOUT);
    }

    @Test
    void givesUpTenSecondsAfterAModelThatIsQuick() {
        replies(Duration.ofMillis(20));

        assertThat(patience.of(0, TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void waitsTwentyTimesAsLongAsTheSlowestReply() {
        replies(Duration.ofSeconds(2));

        assertThat(patience.of(2, TIMEOUT)).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void waitsLongerForACallThatWasGivenUpThreeTimesUpToTheWholeTimeout() {
        replies(Duration.ofMillis(20));

        assertThat(patience.of(2, TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
        assertThat(patience.of(3, TIMEOUT)).isEqualTo(Duration.ofSeconds(40));
        assertThat(patience.of(4, TIMEOUT)).isEqualTo(Duration.ofSeconds(160));
        assertThat(patience.of(5, TIMEOUT)).isEqualTo(TIMEOUT);
        assertThat(patience.of(1_000_000, TIMEOUT)).isEqualTo(TIMEOUT);
    }

    @Test
    void keepsToALongerTimeoutThatWasAskedFor() {
        replies(Duration.ofMillis(20));

        assertThat(patience.of(0, Duration.ofMinutes(20))).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void alsoEndsAttemptsThatBeganBeforeItKnew() {
        var timeout = new AtomicReference<>(TIMEOUT);
        var asked = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            try {
                asked.await();
                timeout.set(Duration.ofMillis(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> Attempt.within(timeout::get, () -> {
                    asked.countDown();
                    Thread.sleep(TIMEOUT);
                    return "late";
                }))
                .isInstanceOf(TimeoutException.class);
    }
}
