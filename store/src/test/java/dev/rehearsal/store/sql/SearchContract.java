package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.START;
import static dev.rehearsal.store.sql.Samples.closed;
import static dev.rehearsal.store.sql.Samples.id;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionQuery;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of sessions. */
interface SearchContract extends StoreUnderTest {
    @Test
    default void sessionsAreListedNewestFirstOrByCase() {
        write(opened("b", 1, 1), opened("a2", 0, 2), opened("a1", 0, 1));

        assertThat(names(SessionQuery.newest(10))).containsExactly("b", "a1", "a2");
        assertThat(names(SessionQuery.newest(1))).containsExactly("b");
        assertThat(names(SessionQuery.ofRun(RUN))).containsExactly("a1", "a2", "b");
    }

    @Test
    default void sessionsAreFilteredByExperimentRunAndStopReason() {
        var other = new RunId("run-2");
        write(
                new Change.RunStarted(other, "sales", "simulate", Attributes.EMPTY, "", 1, 1, START),
                opened("a", 0, 1),
                closed("a", new StopReason.MaxTurns("")),
                opened("b", 1, 1),
                closed("b", new StopReason.Interrupted("")),
                new Change.SessionOpened(other, new SimulationKey(id("c"), 0, TestCase.of("Buy"), 1, 1), START));
        var all = SessionQuery.newest(10);

        assertThat(names(all)).containsExactlyInAnyOrder("a", "c");
        assertThat(names(all.withInterrupted(true))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(names(all.withStopReason("interrupted"))).containsExactly("b");
        assertThat(names(all.withStopReason("max_turns"))).containsExactly("a");
        assertThat(names(all.withExperiment("sales"))).containsExactly("c");
        assertThat(names(all.withExperiment("none"))).isEmpty();
        assertThat(names(all.withRun(other))).containsExactly("c");
    }

    @Test
    default void sessionsAreFoundByTheirWordsInAnyLanguage() {
        var testCase =
                TestCase.builder().goal("订单在哪里").persona("Ein müder Käufer").build();
        write(
                opened("a", 0, 1, testCase),
                turn("a", 1, "Where is my ORDER, please 🚚?", "أين طلبي"),
                opened("b", 1, 1),
                turn("b", 1, "Refund 100%_now", "it's \"done\""),
                closed("b", new StopReason.MaxTurns("")));
        var all = SessionQuery.newest(10);

        assertThat(names(all.withText("order"))).containsExactly("a");
        assertThat(names(all.withText("please order"))).containsExactly("a");
        assertThat(names(all.withText("订单"))).containsExactly("a");
        assertThat(names(all.withText("在哪里"))).containsExactly("a");
        assertThat(names(all.withText("طلبي"))).containsExactly("a");
        assertThat(names(all.withText("🚚"))).containsExactly("a");
        assertThat(names(all.withText("MÜDER"))).containsExactly("a");
        assertThat(names(all.withText("100%_NOW"))).containsExactly("b");
        assertThat(names(all.withText("\"done\" it's"))).containsExactly("b");
        assertThat(names(all.withText("order refund"))).isEmpty();
        assertThat(names(all.withText("goal OR order"))).isEmpty();
        assertThat(names(all.withText("   "))).containsExactlyInAnyOrder("a", "b");
    }

    private List<String> names(SessionQuery query) {
        return store().sessions().search(query).stream()
                .map(row -> row.sessionId().value().substring("sim-".length()))
                .toList();
    }
}
