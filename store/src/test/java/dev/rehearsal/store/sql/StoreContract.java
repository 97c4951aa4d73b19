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

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Interval;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does. */
abstract class StoreContract {
    Store store;

    /** A new, empty store. */
    abstract Store open();

    @BeforeEach
    void openStore() {
        store = open();
        store.write(run(RUN));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    void write(Change... changes) {
        for (Change change : changes) {
            store.write(change);
        }
    }

    SessionRecord session(String name) {
        return store.sessions().get(id(name)).orElseThrow();
    }

    @Test
    void aRunIsFoundByIdByPrefixAndAsTheLatest() {
        var later = new Change.RunStarted(
                new RunId("run-2"), "support", "evaluate", Attributes.EMPTY, "", 7, 1, START.plusSeconds(5));
        write(later);

        assertThat(store.runs().find("run-1").orElseThrow().kind()).isEqualTo("simulate");
        assertThat(store.runs().find("run-2").orElseThrow().kind()).isEqualTo("evaluate");
        assertThat(store.runs().find("latest").orElseThrow().runId()).isEqualTo(later.runId());
        assertThat(store.runs().find("run-")).as("two begin so").isEmpty();
        assertThat(store.runs().find("nothing")).isEmpty();
        assertThat(store.runs().list(10)).extracting(RunRecord::runId).containsExactly(later.runId(), RUN);
        assertThat(store.runs().list(1)).extracting(RunRecord::runId).containsExactly(later.runId());
    }

    @Test
    void aRunIsKeptWithAllThatIsKnownOfIt() {
        var metric = new Metric("safety/mean", 0.75, 4, 1, new Interval(0.3, 0.95, 0.95));
        var unscored = new Metric("tone/mean", null, 0, 5, null);
        write(
                new Change.RunStatusChanged(RUN, RunStatus.FINISHED, START.plusSeconds(9), List.of(metric, unscored)),
                opened("a", 0, 1),
                closed("a", new StopReason.GoalAchieved("done")),
                opened("b", 0, 2),
                closed("b", new StopReason.Interrupted("began anew")),
                opened("c", 1, 1));

        RunRecord found = store.runs().find("run-1").orElseThrow();

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
    void aRunThatGoesOnHasNotEnded() {
        write(
                new Change.RunStatusChanged(RUN, RunStatus.INTERRUPTED, START.plusSeconds(9), List.of()),
                new Change.RunStatusChanged(RUN, RunStatus.RUNNING, START.plusSeconds(10), List.of()));

        RunRecord found = store.runs().find("run-1").orElseThrow();

        assertThat(found.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(found.endedAt()).isNull();
    }

    @Test
    void testCasesComeBackInOrderAndWhole() {
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

        try (var cases = store.runs().cases(RUN)) {
            assertThat(cases).containsExactly(rich, TestCase.of("second"), TestCase.of("third"));
        }
        assertThat(store.runs().find("run-1").orElseThrow().cases()).isEqualTo(3);
    }

    @Test
    void aSessionComesBackAsItWasWritten() {
        TestCase testCase = TestCase.builder()
                .goal("Find the order")
                .persona("Patient")
                .context("user_id", "u1")
                .build();
        var failed = new Turn(
                3,
                Message.user("Hello?"),
                Answer.NONE,
                "timed out",
                START.plusSeconds(8),
                Duration.ofSeconds(2),
                List.of());
        write(
                opened("a", 4, 2, testCase),
                spoke("a", 1, "Where is my order?"),
                new Change.TurnCompleted(id("a"), Samples.richTurn(1), List.of(call(Purpose.AGENT, 1))),
                checked("a", 1, false),
                turn("a", 2, "Thanks", "You are welcome"),
                new Change.GoalChecked(id("a"), 2, null, "no usable verdict", List.of()),
                new Change.TurnCompleted(id("a"), failed, List.of()),
                closed("a", new StopReason.AgentFailed("timed out")));

        SessionRecord found = session("a");

        assertThat(found.testCase()).isEqualTo(testCase);
        assertThat(found.conversation().turns())
                .containsExactly(Samples.richTurn(1), Turn.of(2, "Thanks", Answer.of("You are welcome")), failed);
        assertThat(found.waiting()).isNull();
        assertThat(found.goalVerdicts()).containsExactly(Map.entry(1, new GoalVerdict(false, "because of turn 1")));
        assertThat(found.goalFailures()).containsExactly(Map.entry(2, "no usable verdict"));
        assertThat(found.calls())
                .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .usingRecursiveComparison()
                .isEqualTo(List.of(
                        call(Purpose.USER, 1),
                        call(Purpose.AGENT, 1),
                        call(Purpose.GOAL_CHECK, 1),
                        call(Purpose.AGENT, 2)));
        SessionRow row = found.row();
        assertThat(row.usd()).isEqualByComparingTo("0.0005");
        assertThat(new SessionRow(
                        row.sessionId(),
                        row.runId(),
                        row.experiment(),
                        row.caseId(),
                        row.index(),
                        row.trial(),
                        row.attempt(),
                        row.goal(),
                        row.persona(),
                        row.turns(),
                        row.stopReason(),
                        row.stopRationale(),
                        row.tokens(),
                        null,
                        row.startedAt(),
                        row.duration(),
                        row.scores()))
                .isEqualTo(new SessionRow(
                        id("a"),
                        RUN,
                        "support",
                        testCase.caseId(),
                        4,
                        2,
                        1,
                        "Find the order",
                        "Patient",
                        3,
                        "agent_failed",
                        "timed out",
                        480,
                        null,
                        START.plusSeconds(4),
                        Duration.ofSeconds(59),
                        Map.of()));
    }

    @Test
    void aSessionUnderWayShowsWhatIsThere() {
        write(opened("a", 0, 1), turn("a", 1, "Hi", "Hello"), spoke("a", 2, "One more thing"));

        SessionRecord found = session("a");

        assertThat(found.row().stopReason()).isNull();
        assertThat(found.row().stopRationale()).isEmpty();
        assertThat(found.row().turns()).isEqualTo(1);
        assertThat(found.row().duration()).isZero();
        assertThat(found.waiting()).isEqualTo(Message.user("One more thing"));
    }

    @Test
    void aSessionIsFoundByThePrefixThatIsItsOwn() {
        write(opened("abc", 0, 1), opened("abd", 1, 1), opened("ab", 2, 1));

        assertThat(store.sessions().find("sim-abc").orElseThrow().row().sessionId())
                .isEqualTo(id("abc"));
        assertThat(store.sessions().find("sim-abd").orElseThrow().row().sessionId())
                .isEqualTo(id("abd"));
        assertThat(store.sessions().find("sim-ab").orElseThrow().row().sessionId())
                .as("exact")
                .isEqualTo(id("ab"));
        assertThat(store.sessions().find("sim-a")).isEmpty();
        assertThat(store.sessions().find("%")).isEmpty();
        assertThat(store.sessions().get(SessionId.of("sim-"))).isEmpty();
    }

    @Test
    void aChangeThatIsGivenTwiceChangesNothingTheSecondTime() {
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
        changes.forEach(store::write);
        SessionRecord once = session("a");
        RunRecord runOnce = store.runs().find("run-1").orElseThrow();
        var spendOnce = store.runs().spend(RUN);

        for (Change change : changes) {
            store.write(change);
            store.write(change);
        }

        assertThat(session("a")).isEqualTo(once);
        assertThat(store.runs().find("run-1")).contains(runOnce);
        assertThat(store.runs().spend(RUN)).isEqualTo(spendOnce);
        assertThat(once.calls()).hasSize(6);
    }

    @Test
    void aSessionThatWasCancelledCanGoOnAndEndAnew() {
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
    void aSupersededSessionStaysSuperseded() {
        write(
                opened("a", 0, 1),
                closed("a", new StopReason.Interrupted("began anew")),
                closed("a", new StopReason.GoalAchieved("too late")));

        assertThat(session("a").row().stopReason()).isEqualTo("interrupted");
    }

    @Test
    void whatTheUserSaidFirstStaysUntilTheTurnSaysWhatWasDelivered() {
        write(opened("a", 0, 1), spoke("a", 1, "first"), spoke("a", 1, "second"));
        assertThat(session("a").waiting()).isEqualTo(Message.user("first"));

        write(turn("a", 1, "delivered", "ok"));
        assertThat(session("a").conversation().messages()).first().isEqualTo(Message.user("delivered"));
        assertThat(session("a").calls()).hasSize(2);
    }

    @Test
    void aChangeOfSomethingUnknownIsRefusedAndTheStoreGoesOn() {
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
    void enqueuedChangesAreThereAfterAFlushInTheirOrder() {
        store.enqueue(opened("a", 0, 1));
        store.enqueue(spoke("a", 1, "Hi"));
        store.enqueue(turn("a", 1, "Hi", "Hello"));
        store.enqueue(turn("a", 2, "More", "Sure"));
        store.flush();

        assertThat(session("a").conversation().turns())
                .extracting(turn -> turn.user().text())
                .containsExactly("Hi", "More");
    }

    @Test
    void aWriteComesAfterWhatWasEnqueuedBefore() {
        store.enqueue(opened("a", 0, 1));
        write(turn("a", 1, "Hi", "Hello"));

        assertThat(session("a").row().turns()).isEqualTo(1);
    }

    @Test
    void whatCouldNotBeEnqueuedShowsAtTheNextFlushOnce() {
        store.enqueue(spoke("nobody", 1, "Hi"));

        assertThatThrownBy(() -> store.flush())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("sim-nobody");
        store.flush();
    }

    @Test
    void sessionsAreListedNewestFirstOrByCase() {
        write(opened("b", 1, 1), opened("a2", 0, 2), opened("a1", 0, 1));

        assertThat(names(SessionQuery.newest(10))).containsExactly("b", "a1", "a2");
        assertThat(names(SessionQuery.newest(1))).containsExactly("b");
        assertThat(names(SessionQuery.ofRun(RUN))).containsExactly("a1", "a2", "b");
    }

    private List<String> names(SessionQuery query) {
        return store.sessions().search(query).stream()
                .map(row -> row.sessionId().value().substring("sim-".length()))
                .toList();
    }

    @Test
    void sessionsAreFilteredByExperimentRunAndStopReason() {
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
    void sessionsAreFoundByTheirWordsInAnyLanguage() {
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

    @Test
    void theSessionsOfARunComeByCaseAndTrialWithoutSupersededOnes() {
        write(
                opened("b", 1, 1),
                opened("a-old", 0, 1),
                closed("a-old", new StopReason.Interrupted("")),
                new Change.SessionOpened(
                        RUN, new SimulationKey(id("a"), 0, TestCase.of("Goal of case 0"), 1, 2), START.plusSeconds(9)),
                turn("a", 1, "Hi", "Hello"));

        try (var sessions = store.sessions().ofRun(RUN)) {
            assertThat(sessions.toList()).containsExactly(session("a"), session("b"));
        }
        assertThat(session("a").row().attempt()).isEqualTo(2);
    }

    @Test
    void theSpendOfARunIsSummedByWhoseCallsTheyWere() {
        write(
                opened("a", 0, 1),
                spoke("a", 1, "Hi"),
                new Change.TurnCompleted(
                        id("a"),
                        Turn.of(1, "Hi", Answer.of("Hello")),
                        List.of(call(Purpose.AGENT, 1, null), call(Purpose.AGENT, 1))),
                opened("b", 0, 2),
                spoke("b", 1, "Hi"));

        var spend = store.runs().spend(RUN);

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
    void judgingAgainIsTheScoringRunsSpend() {
        var scoring = new RunId("run-9");
        var judged = new Assessment("f1", id("a"), "run-9", 0, Feedback.number("tone", 3, ""), START, null);
        write(run(scoring), opened("a", 0, 1), assessed("a", judged));

        assertThat(store.runs().spend(scoring)).containsOnlyKeys(Purpose.JUDGE);
        assertThat(store.runs().spend(RUN)).isEmpty();
        assertThat(session("a").row().tokens()).isEqualTo(120);
    }

    @Test
    void aLeaseIsHeldByOneOwnerUntilItRunsOutOrIsGivenBack() {
        Duration hour = Duration.ofHours(1);

        assertThat(store.runs().isAlive(RUN)).isFalse();
        assertThat(store.runs().lease(RUN, "one", hour)).isTrue();
        assertThat(store.runs().lease(RUN, "one", hour)).as("renewed").isTrue();
        assertThat(store.runs().lease(RUN, "two", hour)).isFalse();
        assertThat(store.runs().isAlive(RUN)).isTrue();
        store.runs().release(RUN, "two");
        assertThat(store.runs().isAlive(RUN)).as("not theirs to release").isTrue();
        store.runs().release(RUN, "one");
        assertThat(store.runs().isAlive(RUN)).isFalse();
        assertThat(store.runs().lease(RUN, "two", Duration.ZERO)).isTrue();
        assertThat(store.runs().isAlive(RUN)).as("ran out").isFalse();
        assertThat(store.runs().lease(RUN, "one", hour)).isTrue();
    }

    @Test
    void manyThreadsWriteAtOnce() throws Exception {
        int sessions = 40;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                int index = i;
                String name = "s" + index;
                done.add(threads.submit(() -> {
                    write(opened(name, index, 1));
                    for (int turn = 1; turn <= 5; turn++) {
                        store.enqueue(spoke(name, turn, "message " + turn));
                        write(turn(name, turn, "message " + turn, "answer " + turn));
                        store.enqueue(checked(name, turn, turn == 5));
                    }
                    write(closed(name, new StopReason.GoalAchieved("")));
                    assertThat(session(name).row().turns()).isEqualTo(5);
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
        }

        try (var all = store.sessions().ofRun(RUN)) {
            assertThat(all.toList()).hasSize(sessions).allSatisfy(found -> {
                assertThat(found.conversation().size()).isEqualTo(5);
                assertThat(found.goalVerdicts()).hasSize(5);
                assertThat(found.calls()).hasSize(15);
            });
        }
    }

    @Test
    void anInterruptedThreadStillWritesAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        write(opened("a", 0, 1), turn("a", 1, "Hi", "Hello"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(session("a").row().turns()).isEqualTo(1);
    }

    @Test
    void oddTextComesBackAsItWas() {
        String odd =
                "emoji 👩‍👩‍👧 عربي İıŞ nul\u0000nul lone\ud83d high\udc00 low \u2028 \"quote\" \\ </script> \r\n\t";
        var testCase = TestCase.builder()
                .goal(odd)
                .persona(odd)
                .context("k" + odd, odd)
                .build();
        write(opened("a", 0, 1, testCase), turn("a", 1, odd, odd), closed("a", new StopReason.MaxTurns(odd)));

        SessionRecord found = session("a");

        assertThat(found.conversation().messages()).extracting(Message::text).containsExactly(odd, odd);
        assertThat(found.testCase()).isEqualTo(testCase);
        assertThat(found.row().stopRationale()).isEqualTo(odd);
        assertThat(found.row().goal()).isEqualTo(odd);
    }

    @Test
    void aTextOfTenMegabytesIsKept() {
        String large = "0123456789".repeat(1_000_000);
        write(opened("a", 0, 1), turn("a", 1, "Hi", large));

        assertThat(session("a").conversation().messages().getLast().text()).isEqualTo(large);
    }

    @Test
    void aTurnFromBeforeTheEpochAndOneFarAheadAreKept() {
        Instant ahead = Instant.parse("2199-12-31T23:59:59.999999999Z");
        var turn = new Turn(
                1,
                Message.user("Hi"),
                Answer.of("Hello"),
                null,
                Instant.parse("1969-07-20T20:17:40Z"),
                Duration.ZERO,
                List.of());
        write(
                opened("a", 0, 1),
                new Change.TurnCompleted(id("a"), turn, List.of()),
                new Change.RunStatusChanged(RUN, RunStatus.FINISHED, ahead, List.of()));

        assertThat(session("a").conversation().turns()).containsExactly(turn);
        assertThat(store.runs().find("latest").orElseThrow().endedAt()).isEqualTo(ahead);
    }

    @Test
    void aClosedStoreSaysSo() {
        store.close();

        assertThatThrownBy(() -> write(opened("a", 0, 1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is closed");
        store.close();
    }
}
