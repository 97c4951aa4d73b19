package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.START;
import static dev.rehearsal.store.sql.Samples.assessed;
import static dev.rehearsal.store.sql.Samples.assessment;
import static dev.rehearsal.store.sql.Samples.call;
import static dev.rehearsal.store.sql.Samples.checked;
import static dev.rehearsal.store.sql.Samples.closed;
import static dev.rehearsal.store.sql.Samples.id;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.run;
import static dev.rehearsal.store.sql.Samples.spoke;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Message;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How changes are taken. */
interface WritesContract extends StoreUnderTest {
    @Test
    default void changesThatBelongTogetherAreKeptAllOrNotAtAll() {
        store().write(run(RUN));
        store().write(opened("a", 0, 1));
        store().write(spoke("a", 1, "Hi"));

        assertThatThrownBy(() -> store().write(new Change.Together(
                        List.of(turn("a", 1, "Hi", "Hello"), turn("unknown", 1, "Hi", "No")))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("unknown");
        store().write(opened("b", 1, 1));

        assertThat(session("a").conversation().turns()).isEmpty();
        assertThat(session("b").conversation().turns()).isEmpty();
    }

    @Test
    default void aChangeThatIsGivenTwiceChangesNothingTheSecondTime() {
        List<Change> changes = List.of(
                run(RUN),
                new Change.CasesAdded(RUN, 0, List.of(TestCase.of("Goal of case 0"))),
                opened("a", 0, 1),
                spoke("a", 1, "Hi"),
                turn("a", 1, "Hi", "Hello"),
                checked("a", 1, true),
                new Change.SessionClosed(
                        id("a"),
                        new StopReason.GoalAchieved("yes"),
                        START,
                        Duration.ofSeconds(1),
                        List.of(call(Purpose.USER, 2).asDiscarded())),
                assessed("a", assessment("f1", "a", 0, Feedback.yesNo("safety", true, ""))),
                new Change.Assessed(id("a"), List.of(), List.of(call(Purpose.JUDGE, 7))),
                new Change.RunStatusChanged(RUN, RunStatus.FINISHED, START, List.of()));
        changes.forEach(store()::write);
        SessionRecord once = session("a");
        RunRecord runOnce = store().runs().find("run-1").orElseThrow();
        var spendOnce = store().runs().spend(RUN);

        for (Change change : changes) {
            store().write(change);
            store().write(change);
        }

        assertThat(session("a")).isEqualTo(once);
        assertThat(store().runs().find("run-1")).contains(runOnce);
        assertThat(store().runs().spend(RUN)).isEqualTo(spendOnce);
        assertThat(once.calls()).hasSize(6);
    }

    @Test
    default void aSessionThatWasCancelledCanGoOnAndEndAnew() {
        write(
                opened("a", 0, 1),
                turn("a", 1, "Hi", "Hello"),
                closed("a", new StopReason.Cancelled("stopped")),
                turn("a", 2, "And?", "Done"),
                closed("a", new StopReason.GoalAchieved("done")));

        assertThat(session("a").row().turns()).isEqualTo(2);
        assertThat(session("a").row().stopReason()).isEqualTo("goal_achieved");
    }

    @Test
    default void aSupersededSessionStaysSuperseded() {
        write(
                opened("a", 0, 1),
                closed("a", new StopReason.Interrupted("began anew")),
                closed("a", new StopReason.GoalAchieved("too late")));

        assertThat(session("a").row().stopReason()).isEqualTo("interrupted");
    }

    @Test
    default void whatTheUserSaidFirstStaysUntilTheTurnSaysWhatWasDelivered() {
        write(opened("a", 0, 1), spoke("a", 1, "first"), spoke("a", 1, "second"));
        assertThat(session("a").waiting()).isEqualTo(Message.user("first"));

        write(turn("a", 1, "delivered", "ok"));
        assertThat(session("a").conversation().messages()).first().isEqualTo(Message.user("delivered"));
        assertThat(session("a").calls()).hasSize(2);
    }

    @Test
    default void aChangeOfSomethingUnknownIsRefusedAndTheStoreGoesOn() {
        write(opened("a", 0, 1));

        assertThatThrownBy(() -> write(spoke("b", 1, "Hi")))
                .isInstanceOf(StoreException.class)
                .hasMessage("session sim-b is not in the store");
        assertThatThrownBy(() -> write(new Change.CasesAdded(new RunId("no"), 0, List.of(TestCase.of("x")))))
                .isInstanceOf(StoreException.class)
                .hasMessage("run no is not in the store");
        assertThatThrownBy(() -> write(turn("a", 2, "Hi", "Hello")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("turn 2 of session sim-a");
        assertThatThrownBy(() -> write(checked("a", 1, true)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("turn 1 of session sim-a");
        write(turn("a", 1, "Hi", "Hello"));

        assertThat(session("a").row().turns()).isEqualTo(1);
    }

    @Test
    default void enqueuedChangesAreThereAfterAFlushInTheirOrder() {
        store().enqueue(opened("a", 0, 1));
        store().enqueue(spoke("a", 1, "Hi"));
        store().enqueue(turn("a", 1, "Hi", "Hello"));
        store().enqueue(turn("a", 2, "More", "Sure"));
        store().flush();

        assertThat(session("a").conversation().turns())
                .extracting(turn -> turn.user().text())
                .containsExactly("Hi", "More");
    }

    @Test
    default void aWriteComesAfterWhatWasEnqueuedBefore() {
        store().enqueue(opened("a", 0, 1));
        write(turn("a", 1, "Hi", "Hello"));

        assertThat(session("a").row().turns()).isEqualTo(1);
    }

    @Test
    default void whatCouldNotBeEnqueuedShowsAtTheNextFlushOnce() {
        store().enqueue(spoke("nobody", 1, "Hi"));

        assertThatThrownBy(() -> store().flush())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("sim-nobody");
        store().flush();
    }

    @Test
    default void manyThreadsWriteAtOnce() throws Exception {
        int sessions = 40;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                int index = i;
                String name = "s" + index;
                done.add(threads.submit(() -> {
                    write(opened(name, index, 1));
                    for (int turn = 1; turn <= 5; turn++) {
                        store().enqueue(spoke(name, turn, "message " + turn));
                        write(turn(name, turn, "message " + turn, "answer " + turn));
                        store().enqueue(checked(name, turn, turn == 5));
                    }
                    write(closed(name, new StopReason.GoalAchieved("")));
                    assertThat(session(name).row().turns()).isEqualTo(5);
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
        }

        try (var all = store().sessions().ofRun(RUN)) {
            assertThat(all.toList()).hasSize(sessions).allSatisfy(found -> {
                assertThat(found.conversation().size()).isEqualTo(5);
                assertThat(found.goalVerdicts()).hasSize(5);
                assertThat(found.calls()).hasSize(15);
            });
        }
    }

    @Test
    default void anInterruptedThreadStillWritesAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        write(opened("a", 0, 1), turn("a", 1, "Hi", "Hello"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(session("a").row().turns()).isEqualTo(1);
    }

    @Test
    default void aClosedStoreSaysSo() {
        store().close();

        assertThatThrownBy(() -> write(opened("a", 0, 1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is closed");
        store().close();
    }
}
