package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.START;
import static dev.rehearsal.store.sql.Samples.assessed;
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
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.Deleted;
import dev.rehearsal.store.Deletion;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is deleted for good, and what stays. */
interface DeletionContract extends StoreUnderTest {
    private void writeTwo() {
        write(
                opened("a", 0, 1, TestCase.of("Cancel order 17")),
                turn("a", 1, "Cancel it", "Done"),
                assessed("a", Samples.assessment("f1", "a", 0, Feedback.yesNo("safety", true, ""))),
                closed("a", new StopReason.GoalAchieved("")),
                opened("b", 1, 1, TestCase.of("Refund order 18")),
                turn("b", 1, "Refund it", "Paid"),
                closed("b", new StopReason.MaxTurns("")));
    }

    private List<String> sessions() {
        return store().sessions().search(SessionQuery.newest(99).withInterrupted(true)).stream()
                .map(row -> row.sessionId().value())
                .sorted()
                .toList();
    }

    private List<String> goals(RunId run) {
        try (Stream<TestCase> cases = store().runs().cases(run)) {
            return cases.map(TestCase::goal).toList();
        }
    }

    @Test
    default void aDeletedSessionIsGoneWithItsTestCaseAndTheRunSaysSo() {
        writeTwo();

        Deleted deleted = store().delete(Deletion.ofSessions(List.of(id("a"), id("never"))));

        assertThat(deleted).isEqualTo(new Deleted(1, 0));
        assertThat(sessions()).containsExactly("sim-b");
        assertThat(store().sessions().get(id("a"))).isEmpty();
        assertThat(store().sessions().search(SessionQuery.newest(9).withText("cancel")))
                .isEmpty();
        assertThat(store().sessions().search(SessionQuery.newest(9).withText("refund")))
                .hasSize(1);
        assertThat(store().sessions().traced(List.of(TraceId.of(id("a"), 1)))).isEmpty();
        assertThat(goals(RUN)).containsExactly("(deleted)", "Refund order 18");
        assertThat(store().runs().deletedSessions(RUN)).isEqualTo(1);
        assertThat(store().runs().find("run-1").orElseThrow().counts()).isEqualTo(Map.of("max_turns", 1L));
        assertThatThrownBy(() -> store().write(spoke("a", 2, "Still there?")))
                .hasMessageContaining("session sim-a is not in the store");
        write(opened("a", 0, 1, TestCase.of("Cancel order 17")));
        assertThat(session("a").conversation().size()).as("it begins anew").isZero();
    }

    @Test
    default void aTestCaseStaysForTheSessionsThatNeedIt() {
        write(opened("a", 0, 1), closed("a", new StopReason.MaxTurns("")), opened("b", 0, 2));

        store().delete(Deletion.ofSessions(List.of(id("a"))));

        assertThat(goals(RUN)).containsExactly("Goal of case 0");
        assertThat(session("b").testCase().goal()).isEqualTo("Goal of case 0");
    }

    @Test
    default void aDeletedRunTakesItsSessionsAndWhatItFoundElsewhere() {
        writeTwo();
        var scoring = new RunId("scoring");
        write(
                run(scoring),
                new Change.SessionsChosen(scoring, 0, List.of(id("a"), id("b"))),
                assessed(
                        "a",
                        new Assessment(
                                "f2", id("a"), scoring.value(), 0, Feedback.number("tone", 3, ""), START, null)));
        assertThat(session("a").row().scores()).containsOnlyKeys("safety", "tone");

        assertThat(store().delete(Deletion.ofRuns(List.of(scoring)))).isEqualTo(new Deleted(0, 1));

        assertThat(store().runs().find("scoring")).isEmpty();
        assertThat(store().runs().scoringsOf(RUN)).isEmpty();
        assertThat(session("a").assessments()).extracting(Assessment::id).containsExactly("f1");
        assertThat(session("a").row().scores()).containsOnlyKeys("safety");

        assertThat(store().delete(Deletion.ofRuns(List.of(RUN, new RunId("never")))))
                .isEqualTo(new Deleted(2, 1));

        assertThat(sessions()).isEmpty();
        assertThat(store().runs().list(9)).isEmpty();
        write(run(RUN));
        assertThat(goals(RUN)).isEmpty();
    }

    @Test
    default void aRunThatScoredADeletedSessionSaysSoToo() {
        writeTwo();
        var scoring = new RunId("scoring");
        write(run(scoring), new Change.SessionsChosen(scoring, 0, List.of(id("a"), id("b"))));

        store().delete(Deletion.ofSessions(List.of(id("a"))));

        assertThat(store().runs().deletedSessions(scoring)).isEqualTo(1);
        try (var left = store().sessions().ofRun(scoring)) {
            assertThat(left).extracting(each -> each.row().sessionId()).containsExactly(id("b"));
        }
    }

    @Test
    default void whatALiveRunHasIsNotDeleted() {
        writeTwo();
        var scoring = new RunId("scoring");
        write(run(scoring), new Change.SessionsChosen(scoring, 0, List.of(id("b"))));
        store().runs().lease(scoring, "somebody", Duration.ofHours(1));

        assertThatThrownBy(() -> store().delete(Deletion.ofSessions(List.of(id("a"), id("b")))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run scoring: is alive");
        assertThatThrownBy(() -> store().delete(Deletion.ofRuns(List.of(scoring))))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> store().delete(Deletion.ofRuns(List.of(RUN))))
                .isInstanceOf(InvalidInputException.class);
        assertThat(sessions()).containsExactly("sim-a", "sim-b");

        store().runs().release(scoring, "somebody");
        assertThat(store().delete(Deletion.ofSessions(List.of(id("a"), id("b")))))
                .isEqualTo(new Deleted(2, 0));
    }

    @Test
    default void aSessionWithoutARunIsDeletedWhenItHasEnded() {
        SessionId chat = SessionId.of("chat-1");
        var turn = Turn.of(1, "Hi", Answer.of("Hello"));
        write(
                new Change.SessionRecorded(chat, "production", "otlp", null, Attributes.of("user.id", "u1"), START),
                new Change.TurnRecorded(chat, TraceId.of(chat, 1), turn, Instant.now()));

        assertThatThrownBy(() -> store().delete(Deletion.ofSessions(List.of(chat))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("session chat-1: is going on");
        write(new Change.SessionClosed(chat, new StopReason.Recorded(""), Instant.now(), Duration.ZERO, List.of()));
        assertThat(store().delete(Deletion.ofSessions(List.of(chat)))).isEqualTo(new Deleted(1, 0));
        assertThat(sessions()).isEmpty();
        assertThat(store().sessions().traced(List.of(TraceId.of(chat, 1)))).isEmpty();
    }

    @Test
    default void whatIsOlderThanAnInstantIsFound() {
        writeTwo();
        write(
                opened("c", 2, 1),
                new Change.RunStarted(
                        new RunId("young"), "support", "simulate", Attributes.EMPTY, "", 1, 1, START.plusSeconds(900)));
        Instant later = START.plusSeconds(600);

        assertThat(Deletion.before(store(), START.minusSeconds(1), false).isEmpty())
                .isTrue();
        assertThat(Deletion.before(store(), START.plusSeconds(60), false).sessions())
                .as("a and b ended after a minute, c never")
                .containsExactlyInAnyOrder(id("a"), id("c"));
        Deletion all = Deletion.before(store(), later, false);
        assertThat(all.sessions()).containsExactlyInAnyOrder(id("a"), id("b"), id("c"));
        assertThat(all.runs()).containsExactly(RUN);
        assertThat(Deletion.before(store(), later, true).runs()).isEmpty();
        assertThat(Deletion.ofRuns(List.of(RUN)).withSessionsOfRuns(store()).sessions())
                .hasSize(3);
        store().runs().lease(RUN, "somebody", Duration.ofHours(1));
        assertThat(Deletion.before(store(), later, false).isEmpty()).as("live").isTrue();
    }

    @Test
    default void aRecordOfADatasetOutlivesItsSession() {
        writeTwo();
        Dataset dataset = store().datasets().create("seen");
        dataset.mergeRecords(
                Stream.of(session("a").asRecord(TestCase.of("Cancel an order"), START, "Ada")), "from a session");

        store().delete(Deletion.ofSessions(List.of(id("a"))));

        try (var records = dataset.records()) {
            assertThat(records)
                    .singleElement()
                    .satisfies(each -> assertThat(each.source().sessionId()).contains(id("a")));
        }
    }
}
