package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.START;
import static dev.rehearsal.store.sql.Samples.assessed;
import static dev.rehearsal.store.sql.Samples.call;
import static dev.rehearsal.store.sql.Samples.closed;
import static dev.rehearsal.store.sql.Samples.id;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.run;
import static dev.rehearsal.store.sql.Samples.spoke;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.statistics.Spread;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs, their test cases, leases and spend. */
interface RunsContract extends StoreUnderTest {
    @Test
    default void aRunIsFoundByIdByPrefixAndAsTheLatest() {
        var later = new Change.RunStarted(
                new RunId("run-2"), "support", "evaluate", Attributes.EMPTY, "", 7, 1, START.plusSeconds(5));
        write(later);

        assertThat(store().runs().find("run-1").orElseThrow().kind()).isEqualTo("simulate");
        assertThat(store().runs().find("run-2").orElseThrow().kind()).isEqualTo("evaluate");
        assertThat(store().runs().find("latest").orElseThrow().runId()).isEqualTo(later.runId());
        assertThat(store().runs().find("run-")).as("two begin so").isEmpty();
        assertThat(store().runs().find("nothing")).isEmpty();
        assertThat(store().runs().list(10)).extracting(RunRecord::runId).containsExactly(later.runId(), RUN);
        assertThat(store().runs().list(1)).extracting(RunRecord::runId).containsExactly(later.runId());
    }

    @Test
    default void aRunIsKeptWithAllThatIsKnownOfIt() {
        var metric = new Metric("safety/mean", 0.75, 4, 1, new Interval(0.3, 0.95, 0.95))
                .withSpread(new Spread(0.1, 0.04, null))
                .withDetectable(0.4);
        var unscored = new Metric("tone/mean", null, 0, 5, null, 3);
        write(
                new Change.RunStatusChanged(RUN, RunStatus.FINISHED, START.plusSeconds(9), List.of(metric, unscored)),
                opened("a", 0, 1),
                closed("a", new StopReason.GoalAchieved("done")),
                opened("b", 0, 2),
                closed("b", new StopReason.Interrupted("began anew")),
                opened("c", 1, 1));

        RunRecord found = store().runs().find("run-1").orElseThrow();

        assertThat(found)
                .isEqualTo(new RunRecord(
                        RUN,
                        "support",
                        "simulate",
                        RunStatus.FINISHED,
                        Attributes.of("max_turns", 5),
                        "abc123",
                        42,
                        2,
                        2,
                        START,
                        START.plusSeconds(9),
                        List.of(metric, unscored),
                        Map.of("goal_achieved", 1L)));
    }

    @Test
    default void aRunThatGoesOnHasNotEnded() {
        write(
                new Change.RunStatusChanged(RUN, RunStatus.INTERRUPTED, START.plusSeconds(9), List.of()),
                new Change.RunStatusChanged(RUN, RunStatus.RUNNING, START.plusSeconds(10), List.of()));

        RunRecord found = store().runs().find("run-1").orElseThrow();

        assertThat(found.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(found.endedAt()).isNull();
    }

    @Test
    default void testCasesComeBackInOrderAndWhole() {
        var rich = TestCase.builder()
                .id("refund")
                .goal("Get a refund")
                .persona("In a hurry")
                .context("user_id", "u1")
                .context("cart", Map.of("items", List.of(1, 2)))
                .expectation("tool", "refund")
                .simulationGuidelines("Be brief", "Do not thank")
                .tag("area", "billing")
                .metadata(Attributes.of("source", "ticket 17"))
                .build();
        write(
                new Change.CasesAdded(RUN, 1, List.of(TestCase.of("second"), TestCase.of("third"))),
                new Change.CasesAdded(RUN, 0, List.of(rich)));

        try (var cases = store().runs().cases(RUN)) {
            assertThat(cases).containsExactly(rich, TestCase.of("second"), TestCase.of("third"));
        }
        assertThat(store().runs().find("run-1").orElseThrow().cases()).isEqualTo(3);
    }

    @Test
    default void theSpendOfARunIsSummedByWhoseCallsTheyWere() {
        write(
                opened("a", 0, 1),
                spoke("a", 1, "Hi"),
                new Change.TurnCompleted(
                        id("a"),
                        Turn.of(1, "Hi", Answer.of("Hello")),
                        List.of(call(Purpose.AGENT, 1, null), call(Purpose.AGENT, 1))),
                opened("b", 0, 2),
                spoke("b", 1, "Hi"));

        var spend = store().runs().spend(RUN);

        assertThat(spend).containsOnlyKeys(Purpose.USER, Purpose.AGENT);
        assertThat(spend.get(Purpose.USER).calls()).isEqualTo(2);
        assertThat(spend.get(Purpose.USER).usage().inputTokens()).isEqualTo(200);
        assertThat(spend.get(Purpose.USER).usage().cachedInputTokens()).isEqualTo(100);
        assertThat(spend.get(Purpose.USER).usd()).isEqualByComparingTo("0.00025");
        assertThat(spend.get(Purpose.AGENT).usd())
                .as("the price of one is not known")
                .isNull();
        assertThat(session("a").row().usd()).isNull();
        assertThat(session("b").row().usd()).isEqualByComparingTo("0.000125");
    }

    @Test
    default void judgingAgainIsTheScoringRunsSpend() {
        var scoring = new RunId("run-9");
        var judged = new Assessment("f1", id("a"), "run-9", 0, Feedback.number("tone", 3, ""), START, null);
        write(run(scoring), opened("a", 0, 1), assessed("a", judged));

        assertThat(store().runs().spend(scoring)).containsOnlyKeys(Purpose.JUDGE);
        assertThat(store().runs().spend(RUN)).isEmpty();
        assertThat(session("a").row().tokens()).isEqualTo(120);
    }

    @Test
    default void aLeaseIsHeldByOneOwnerUntilItRunsOutOrIsGivenBack() {
        Duration hour = Duration.ofHours(1);

        assertThat(store().runs().isAlive(RUN)).isFalse();
        assertThat(store().runs().lease(RUN, "one", hour)).isTrue();
        assertThat(store().runs().lease(RUN, "one", hour)).as("renewed").isTrue();
        assertThat(store().runs().lease(RUN, "two", hour)).isFalse();
        assertThat(store().runs().isAlive(RUN)).isTrue();
        assertThat(store().runs().holder(RUN)).contains("one");
        store().runs().release(RUN, "two");
        assertThat(store().runs().isAlive(RUN)).as("not theirs to release").isTrue();
        store().runs().release(RUN, "one");
        assertThat(store().runs().isAlive(RUN)).isFalse();
        assertThat(store().runs().lease(RUN, "two", Duration.ZERO)).isTrue();
        assertThat(store().runs().isAlive(RUN)).as("ran out").isFalse();
        assertThat(store().runs().lease(RUN, "one", hour)).isTrue();
    }
}
