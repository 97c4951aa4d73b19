package dev.rehearsal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is cut off anywhere and gone on with comes to what an uninterrupted one comes to, and pays for nothing twice. */
class WrittenIsKeptTest {
    private static final EvaluationResult WHOLE =
            new Rig().evaluation(Store.inMemory(), true).run();
    private static final List<String> EXPECTED = Rig.canonical(WHOLE.store(), WHOLE.runId());

    /** What was there when the run was cut off. */
    private record Left(RunId runId, Map<String, String> finished, Set<CallKey> kept) {}

    private static Left leftIn(Store store) {
        RunId runId = store.runs().list(1).getFirst().runId();
        return new Left(runId, finished(store, runId), Rig.kept(store, runId));
    }

    private static Map<String, String> finished(Store store, RunId runId) {
        return store.sessions().search(SessionQuery.ofRun(runId)).stream()
                .filter(row -> row.stopReason() != null && !row.stopReason().equals("cancelled"))
                .collect(Collectors.toMap(row -> row.sessionId().value(), SessionRow::stopReason));
    }

    private static void comesToTheSame(Store store, boolean resumable) {
        Left left = leftIn(store);
        var rig = new Rig();

        EvaluationResult result =
                rig.evaluation(store, resumable).resume(left.runId()).run();

        assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(result.counts()).isEqualTo(WHOLE.counts());
        assertThat(result.metrics()).isEqualTo(WHOLE.metrics());
        assertThat(Rig.canonical(store, left.runId())).isEqualTo(EXPECTED);
        assertThat(finished(store, left.runId())).containsAllEntriesOf(left.finished());
        assertThat(rig.calls).doesNotHaveDuplicates();
        if (resumable && !left.kept().isEmpty()) {
            assertThat(rig.calls).doesNotContainAnyElementsOf(left.kept());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comesToTheSameWhereverTheProcessDies(boolean resumable) {
        for (int changes = 1; ; changes++) {
            var rig = new Rig();
            Store store = Store.inMemory();
            var mortal = new MortalStore(store, changes);
            try {
                rig.evaluation(mortal, resumable).run();
            } catch (StoreException e) {
                assertThat(e).hasMessage("the process was killed");
            }
            if (!mortal.isDead()) {
                break;
            }
            comesToTheSame(store, resumable);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comesToTheSameWhereTheResumeDiesToo(boolean resumable) {
        for (int changes = 3; changes < 60; changes += 7) {
            var rig = new Rig();
            Store store = Store.inMemory();
            assertThatThrownBy(() -> rig.evaluation(new MortalStore(store, 40), resumable)
                            .run())
                    .isInstanceOf(StoreException.class);
            RunId runId = leftIn(store).runId();
            var mortal = new MortalStore(store, changes);
            try {
                rig.evaluation(mortal, resumable).resume(runId).run();
            } catch (StoreException e) {
                assertThat(mortal.isDead()).isTrue();
            }
            comesToTheSame(store, resumable);
        }
    }

    @Test
    void comesToTheSameWhicheverEventAListenerFailsAt() {
        for (int at = 1; ; at++) {
            var rig = new Rig();
            Store store = Store.inMemory();
            var events = new AtomicInteger(at);
            try {
                rig.evaluation(store, true)
                        .listener(event -> {
                            if (events.decrementAndGet() <= 0) {
                                throw new IllegalStateException("no place for " + event.getClass());
                            }
                        })
                        .run();
                break;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageStartingWith("no place for");
            }
            comesToTheSame(store, true);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comesToTheSameWhenItWasStopped(boolean atOnce) {
        for (int at = 2; at < 120; at += 5) {
            var rig = new Rig();
            Store store = Store.inMemory();
            var cancellation = new Cancellation();
            var events = new AtomicInteger(at);
            EvaluationResult stopped = rig.evaluation(store, true)
                    .cancellation(cancellation)
                    .listener(event -> {
                        if (events.decrementAndGet() == 0) {
                            if (atOnce) {
                                cancellation.requestAtOnce();
                            } else {
                                cancellation.request();
                            }
                        }
                    })
                    .run();

            assertThat(stopped.status()).isEqualTo(RunStatus.INTERRUPTED);
            comesToTheSame(store, true);
        }
    }

    private static long inMidConversation(Store store) {
        return store.runs().list(1).stream()
                .flatMap(run -> store.sessions().search(SessionQuery.ofRun(run.runId())).stream())
                .filter(row -> row.stopReason() == null && row.turns() > 0)
                .count();
    }

    @Test
    void supersedesSessionsOfAgentsThatCannotGoOn() {
        var rig = new Rig();
        Store store = Store.inMemory();
        // which sessions are in mid-conversation at a change depends on how the threads take turns
        for (int changes = 30; inMidConversation(store) == 0 && changes < 70; changes++) {
            rig = new Rig();
            store = Store.inMemory();
            try {
                rig.evaluation(new MortalStore(store, changes), false).run();
            } catch (StoreException e) {
                assertThat(e).hasMessage("the process was killed");
            }
        }
        assertThat(inMidConversation(store)).isPositive();
        RunId runId = leftIn(store).runId();

        rig.evaluation(store, false).resume(runId).run();

        List<SessionRow> rows = store.sessions().search(SessionQuery.ofRun(runId));
        List<SessionRow> superseded = rows.stream()
                .filter(row -> "interrupted".equals(row.stopReason()))
                .toList();
        assertThat(superseded).isNotEmpty();
        assertThat(superseded)
                .allSatisfy(row -> assertThat(rows)
                        .filteredOn(each -> each.index() == row.index() && each.trial() == row.trial())
                        .extracting(SessionRow::attempt)
                        .containsExactly(1, 2));
        Optional<RunRecord> run = store.runs().find(runId.value());
        assertThat(run.orElseThrow().counts()).isEqualTo(WHOLE.counts());
    }

    @Test
    void addsUpWhatAllProcessesSpent() {
        var rig = new Rig();
        Store store = Store.inMemory();
        assertThatThrownBy(
                        () -> rig.evaluation(new MortalStore(store, 40), true).run())
                .isInstanceOf(StoreException.class);
        RunId runId = leftIn(store).runId();

        EvaluationResult result = rig.evaluation(store, true).resume(runId).run();

        long calls =
                result.spend().values().stream().mapToLong(each -> each.calls()).sum();
        long inStore = store.runs().spend(runId).values().stream()
                .mapToLong(each -> each.calls())
                .sum();
        assertThat(calls).isEqualTo(inStore);
        assertThat(new HashSet<>(rig.calls).size()).isLessThanOrEqualTo((int) calls);
    }

    @Test
    void refusesARunThatIsAlive() {
        var rig = new Rig();
        Store store = Store.inMemory();
        assertThatThrownBy(
                        () -> rig.evaluation(new MortalStore(store, 40), true).run())
                .isInstanceOf(StoreException.class);
        RunId runId = leftIn(store).runId();
        assertThat(store.runs().lease(runId, "another process", Duration.ofMinutes(1)))
                .isTrue();

        assertThatThrownBy(() -> rig.evaluation(store, true).resume(runId).run())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is alive in another process");
    }

    @Test
    void refusesAnotherConfigurationAndSaysWhatDiffers() {
        var rig = new Rig();
        Store store = Store.inMemory();
        assertThatThrownBy(
                        () -> rig.evaluation(new MortalStore(store, 40), true).run())
                .isInstanceOf(StoreException.class);
        RunId runId = leftIn(store).runId();

        assertThatThrownBy(() -> Evaluation.of(
                                rig.simulator().maxTurns(5).trials(1).build())
                        .agent(request -> null)
                        .store(store)
                        .resume(runId)
                        .run())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("was begun with max_turns 3, not 5")
                .hasMessageContaining("was begun with trials 2, not 1")
                .hasMessageContaining("scorers");
    }

    @Test
    void refusesARunThatIsNotThere() {
        assertThatThrownBy(() -> new Rig()
                        .evaluation(Store.inMemory(), true)
                        .resume(new RunId("nowhere"))
                        .run())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run nowhere: is not in memory:");
    }
}
