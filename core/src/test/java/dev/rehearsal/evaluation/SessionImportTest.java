package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SessionImportTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Store store = Store.inMemory();
    private final SessionImport production = new SessionImport(store, "production", Clock.fixed(NOW, ZoneOffset.UTC));

    private static RecordedSession said(String... texts) {
        var conversation = Conversation.EMPTY;
        for (int i = 0; i < texts.length; i += 2) {
            conversation = conversation.with(Turn.of(i / 2 + 1, texts[i], Answer.of(texts[i + 1])));
        }
        return RecordedSession.of(conversation);
    }

    private SessionImport.Taken take(RecordedSession... sessions) {
        return production.take(RecordedSessions.of(sessions), UnaryOperator.identity());
    }

    @Test
    void keepsSessionsInAnExperimentWithoutARun() {
        SessionImport.Taken taken = take(
                said("Hi", "Hello", "And?", "Sure").withSessionId(SessionId.of("a")),
                said("Hi", "Hello"),
                said("Hi", "Hello"));

        assertThat(taken).isEqualTo(new SessionImport.Taken(3, 4, 0));
        SessionRecord session = store.sessions().find("a").orElseThrow();
        assertThat(session.row().runId()).isNull();
        assertThat(session.row().experiment()).isEqualTo("production");
        assertThat(session.row().stopReason()).isEqualTo("recorded");
        assertThat(session.conversation().turns())
                .extracting(turn -> turn.user().text())
                .containsExactly("Hi", "And?");
        assertThat(session.conversation().turns().getFirst().startedAt()).isEqualTo(NOW);
        assertThat(store.sessions().search(SessionQuery.newest(9))).hasSize(3);
    }

    @Test
    void theSameTwiceIsOnce() {
        RecordedSession[] sessions = {said("Hi", "Hello").withSessionId(SessionId.of("a")), said("Hi", "Hello")};
        take(sessions);
        SessionRecord once = store.sessions().find("a").orElseThrow();

        assertThat(take(sessions)).isEqualTo(new SessionImport.Taken(0, 0, 2));
        assertThat(store.sessions().find("a")).contains(once);
    }

    @Test
    void writesNothingWhereSomethingCannotBeTaken() {
        take(said("Hi", "Hello").withSessionId(SessionId.of("a")));

        assertThatThrownBy(() -> take(
                        said("Hi", "Hello").withSessionId(SessionId.of("new")),
                        said("Other", "words").withSessionId(SessionId.of("a")),
                        said().withSessionId(SessionId.of("empty")),
                        said("x", "y").withSessionId(SessionId.of("new"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("session a is in memory: with other messages")
                .hasMessageContaining("has no messages")
                .hasMessageContaining("session id new stands at new too");
        assertThat(store.sessions().search(SessionQuery.newest(9))).hasSize(1);
    }

    @Test
    void takesSessionsOfAnotherStoreWithAllThatIsKeptOfThem() {
        KeptSessions.run(store, "sim", "support", 2);
        take(said("Hi", "Hello").withSessionId(SessionId.of("a")));
        Evaluation.of(StoredSessions.named(store, List.of("sim-0", "a")))
                .scorers(Scorer.turn(
                        "length",
                        turn -> Feedback.number("length", turn.output().length(), "")))
                .run();
        Store other = Store.inMemory();
        var copies = new SessionImport(other, "copies", Clock.systemUTC());

        SessionImport.Taken taken = copies.take(store, SessionQuery.newest(99), UnaryOperator.identity());
        copies.take(store, SessionQuery.newest(99), UnaryOperator.identity());

        assertThat(taken.sessions()).isEqualTo(3);
        for (String id : List.of("sim-0", "sim-1", "a")) {
            SessionRecord before = store.sessions().find(id).orElseThrow();
            SessionRecord copy = other.sessions().find(id).orElseThrow();
            assertThat(copy.conversation()).isEqualTo(before.conversation());
            assertThat(copy.assessments()).isEqualTo(before.assessments());
            assertThat(copy.traces()).isEqualTo(before.traces());
            assertThat(copy.row().stopReason()).isEqualTo(before.row().stopReason());
            assertThat(copy.row().experiment()).isEqualTo("copies");
            assertThat(copy.row().scores()).isEqualTo(before.row().scores());
        }
        assertThat(other.sessions().find("a").orElseThrow().assessments()).hasSize(1);
    }
}
