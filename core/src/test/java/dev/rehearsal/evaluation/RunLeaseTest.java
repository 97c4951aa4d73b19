package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Runs;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RunLeaseTest {
    private static final RunId RUN = new RunId("run");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Runs runs = runs();

    private static Runs runs() {
        Store store = Store.inMemory();
        store.write(new Change.RunStarted(RUN, "default", "evaluate", Attributes.EMPTY, "", 1, 1, Instant.EPOCH));
        return store.runs();
    }

    @Test
    void isHeldByOneUntilItIsClosed() {
        try (RunLease lease = RunLease.take(runs, RUN, () -> {})) {
            assertThat(lease.isLost()).isFalse();
            assertThatThrownBy(() -> RunLease.take(runs, RUN, () -> {}))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("is alive in another process");
        }
        assertThat(runs.isAlive(RUN)).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isTakenFromTheDeadAtOnce() {
        String[] owner = LeaseOwner.ofThisProcess().split("/");
        owner[1] = "4194999";
        owner[3] = "of-another";
        assertThat(runs.lease(RUN, String.join("/", owner), HOUR)).isTrue();

        try (RunLease lease = RunLease.take(runs, RUN, () -> {})) {
            assertThat(lease.isLost()).isFalse();
            assertThat(runs.isAlive(RUN)).isTrue();
        }
    }

    @Test
    void isNotTakenFromWhoMayBeAlive() {
        assertThat(runs.lease(RUN, "elsewhere/17/1/x", HOUR)).isTrue();

        assertThatThrownBy(() -> RunLease.take(runs, RUN, () -> {})).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void saysWhenAnotherProcessTookIt() throws InterruptedException {
        var told = new CountDownLatch(1);
        try (RunLease lease = RunLease.take(runs, RUN, told::countDown, Duration.ofMillis(5))) {
            lease.refuseIfLost();
            runs.release(RUN, runs.holder(RUN).orElseThrow());
            while (!runs.lease(RUN, "another", HOUR)) {
                runs.release(RUN, runs.holder(RUN).orElseThrow());
            }

            assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(lease.isLost()).isTrue();
            assertThatThrownBy(lease::refuseIfLost)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("goes on there");
        }
        assertThat(runs.holder(RUN)).contains("another");
    }
}
