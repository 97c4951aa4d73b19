package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conversations that took place elsewhere. */
class RecordedSessionsTest {
    private static final Scorer LENGTH = Scorer.session(
            "turns", session -> Feedback.number("turns", session.conversation().size(), ""));

    private final Store store = Store.inMemory();

    private EvaluationResult score(RecordedSession... sessions) {
        return Evaluation.of(RecordedSessions.of(sessions))
                .store(store)
                .scorers(LENGTH)
                .run();
    }

    private static RecordedSession about(String what) {
        return RecordedSession.of(KeptSessions.conversation(what));
    }

    private static List<SessionRow> rows(EvaluationResult result) {
        try (var records = result.records()) {
            return records.map(SessionRecord::row).toList();
        }
    }

    @Test
    void becomeSessionsOfTheRunThatScoresThem() {
        EvaluationResult result = score(about("tea"), about("milk").withSessionId(SessionId.of("call-7")));

        RunRecord run = store.runs().find("latest").orElseThrow();
        assertThat(run.kind()).isEqualTo("score");
        assertThat(run.counts()).containsOnly(java.util.Map.entry("recorded", 2L));
        assertThat(result.metric("turns").orElseThrow().scored()).isEqualTo(2);
        assertThat(result.passed()).isTrue();
        assertThat(rows(result)).extracting(SessionRow::stopReason).containsOnly("recorded");
        assertThat(rows(result).getLast().sessionId().value()).isEqualTo("call-7");
        try (var simulations = result.simulations()) {
            assertThat(simulations.findFirst().orElseThrow().conversation().messages())
                    .isEqualTo(KeptSessions.conversation("tea").messages());
        }
    }

    @Test
    void getAnIdThatFollowsFromWhatTheySay() {
        String first = rows(score(about("tea"))).getFirst().sessionId().value();

        EvaluationResult again = score(about("milk"), about("tea"), about("tea"));

        assertThat(first).matches("rec-[0-9a-f]{16}");
        assertThat(rows(again)).extracting(row -> row.sessionId().value()).contains(first, first + "-2");
        assertThat(rows(again)).hasSize(3);
        assertThat(rows(again)).extracting(SessionRow::caseId).doesNotHaveDuplicates();
        assertThat(store.sessions().find(first).orElseThrow().assessments())
                .as("scored twice")
                .hasSize(2);
    }

    @Test
    void ofTheSameCaseAreItsTrials() {
        TestCase testCase = TestCase.of("Get tea");
        EvaluationResult result = score(
                RecordedSession.of(testCase, KeptSessions.conversation("tea")),
                RecordedSession.of(testCase, KeptSessions.conversation("milk")));

        assertThat(rows(result)).extracting(SessionRow::trial).containsExactly(1, 2);
        assertThat(store.runs().find("latest").orElseThrow().trials()).isEqualTo(2);
    }

    @Test
    void areRefusedWholeWhereAnIdIsTaken() {
        SessionId id = SessionId.of("call-7");
        score(about("tea").withSessionId(id));

        assertThatThrownBy(() -> score(
                        about("water"),
                        new RecordedSession(
                                id, TestCase.of("Get milk"), KeptSessions.conversation("tea"), "calls.jsonl:2"),
                        about("bread").withSessionId(SessionId.of("call-8")),
                        about("jam").withSessionId(SessionId.of("call-8")),
                        RecordedSession.of(Conversation.EMPTY)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(
                        "calls.jsonl:2: session call-7 is in memory: with the same messages, but another goal",
                        "session 4: session id call-8 stands at session 3 too",
                        "session 5: has no messages");
        assertThat(store.runs().list(9)).as("no run was begun").hasSize(1);
        assertThatThrownBy(() -> score(about("milk").withSessionId(id))).hasMessageContaining("with other messages");
        assertThatThrownBy(() -> score()).hasMessageContaining("there are no transcripts");
    }
}
