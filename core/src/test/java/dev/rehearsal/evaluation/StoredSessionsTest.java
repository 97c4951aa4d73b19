package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which sessions of a store are scored. */
class StoredSessionsTest {
    private final Store store = Store.inMemory();

    private List<String> sessionsOf(RunId runId) {
        try (var sessions = store.sessions().ofRun(runId)) {
            return sessions.map(each -> each.row().sessionId().value()).toList();
        }
    }

    @Test
    void scoresTheSessionsOfAnExperimentAcrossItsRuns() {
        KeptSessions.run(store, "one", "support", 2);
        KeptSessions.run(store, "two", "support", 1);
        KeptSessions.run(store, "three", "sales", 1);

        EvaluationResult result = Evaluation.of(StoredSessions.ofExperiment(store, "support"))
                .scorers(KeptSessions.LENGTH)
                .run();

        assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(result.metric("length").orElseThrow().scored()).isEqualTo(6);
        assertThat(sessionsOf(result.runId())).containsExactlyInAnyOrder("one-0", "one-1", "two-0");
        assertThat(store.runs().find("latest").orElseThrow().experiment()).isEqualTo("support");
        assertThat(store.sessions().find("three-0").orElseThrow().assessments()).isEmpty();
    }

    @Test
    void scoresSessionsThatTookPlaceElsewhere() {
        for (String name : List.of("a", "b", "c")) {
            SessionId id = SessionId.of(name);
            store.write(new Change.SessionRecorded(id, "production", "otlp", null, Attributes.EMPTY, Instant.EPOCH));
            Turn turn = Turn.of(1, "Hi", Answer.of("Hello"));
            store.write(new Change.TurnRecorded(id, TraceId.of(id, 1), turn, Instant.EPOCH));
            if (!name.equals("c")) {
                store.write(new Change.QuietSessionsEnded(Instant.EPOCH.plusSeconds(1)));
            }
        }

        StoredSessions sessions = StoredSessions.ofExperiment(store, "production");
        EvaluationResult result =
                Evaluation.of(sessions).scorers(KeptSessions.LENGTH).run();

        assertThat(sessions.unended()).isEqualTo(1);
        assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(result.metric("length").orElseThrow().scored()).isEqualTo(2);
        assertThat(store.runs().find("latest").orElseThrow().experiment()).isEqualTo("production");
        assertThat(sessionsOf(result.runId())).containsExactlyInAnyOrder("a", "b");
        assertThat(store.sessions().find("a").orElseThrow().assessments()).hasSize(1);
    }

    @Test
    void scoresWhatASearchFindsAndWhatIsNamed() {
        RunId run = KeptSessions.run(store, "one", "support", 12);

        EvaluationResult found = Evaluation.of(
                        StoredSessions.matching(store, SessionQuery.ofRun(run).withText("session 11")))
                .scorers(KeptSessions.LENGTH)
                .run();
        EvaluationResult named = Evaluation.of(StoredSessions.named(store, List.of("one-7", "one-3")))
                .scorers(KeptSessions.LENGTH)
                .run();

        assertThat(sessionsOf(found.runId())).containsExactly("one-11");
        assertThat(sessionsOf(named.runId())).containsExactly("one-7", "one-3");
    }

    @Test
    void refusesWhatIsNotThereWhole() {
        KeptSessions.run(store, "one", "support", 2);

        assertThatThrownBy(() -> StoredSessions.named(store, List.of("one-0", "nowhere", "one-0", "elsewhere")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(
                        "session nowhere: is not in memory:", "session elsewhere", "session one-0: is named twice");
        assertThatThrownBy(() -> StoredSessions.ofExperiment(store, "suport"))
                .hasMessageContaining("did you mean 'support'?");
        assertThatThrownBy(() -> StoredSessions.ofRun(store, new RunId("two"))).hasMessageContaining("run two");
    }

    @Test
    void countsSessionsThatHaveNotEndedAndLeavesThem() {
        RunId run = KeptSessions.run(store, "one", "support", 2);
        KeptSessions.open(store, run, 2);

        StoredSessions sessions = StoredSessions.ofRun(store, run);

        assertThat(sessions.unended()).isEqualTo(1);
        assertThat(sessions.sessions()).hasSize(2);
    }

    @Test
    void aRunThatScoredCanBeScoredAgain() {
        RunId run = KeptSessions.run(store, "one", "support", 2);
        RunId first =
                SessionScoring.of(store, run).scorers(KeptSessions.LENGTH).run().runId();

        EvaluationResult again =
                SessionScoring.of(store, first).scorers(KeptSessions.LENGTH).run();

        assertThat(again.metric("length").orElseThrow().scored()).isEqualTo(4);
        assertThat(sessionsOf(again.runId())).containsExactly("one-0", "one-1");
    }
}
