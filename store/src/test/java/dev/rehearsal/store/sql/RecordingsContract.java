package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.START;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.spoke;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionFilter;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.StoreException;
import dev.rehearsal.store.TracedTurn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions that took place elsewhere: without a run, and growing. */
interface RecordingsContract extends StoreUnderTest {
    SessionId CHAT = SessionId.of("chat-1");
    Instant NOW = START.plusSeconds(3600);

    private static Change.SessionRecorded recorded(SessionId id) {
        return new Change.SessionRecorded(id, "production", "otlp", null, Attributes.of("user.id", "u1"), START);
    }

    private static TraceId trace(int digit) {
        return new TraceId(Integer.toHexString(digit).repeat(32));
    }

    private static Turn said(int second, String user, String answer, Span... spans) {
        return new Turn(
                1,
                Message.user(user),
                Answer.of(answer).withUsage(new Usage(10, 5, 0)),
                null,
                START.plusSeconds(second),
                Duration.ofSeconds(2),
                List.of(spans));
    }

    private static Span span(String id, String name) {
        return new Span(id.repeat(16), null, name, "tool", START, Duration.ofMillis(5), Attributes.of("id", id), null);
    }

    private static Change.TurnRecorded turnOf(SessionId id, int trace, Turn turn) {
        return new Change.TurnRecorded(id, trace(trace), turn, NOW);
    }

    private SessionRecord chat() {
        return store().sessions().get(CHAT).orElseThrow();
    }

    private List<String> userTexts() {
        return chat().conversation().turns().stream()
                .map(turn -> turn.user().text())
                .toList();
    }

    @Test
    default void aSessionBelongsToAnExperimentWithoutARun() {
        write(recorded(CHAT), turnOf(CHAT, 1, said(1, "Hi", "Hello", span("a", "look_up"))));

        SessionRecord found = chat();
        SessionRow row = found.row();
        assertThat(row.runId()).isNull();
        assertThat(row.experiment()).isEqualTo("production");
        assertThat(row.source()).isEqualTo("otlp");
        assertThat(row.goal()).isEqualTo(TestCase.UNKNOWN_GOAL);
        assertThat(row.caseId().value()).isEqualTo("chat-1");
        assertThat(row.turns()).isEqualTo(1);
        assertThat(row.tokens()).isEqualTo(15);
        assertThat(row.stopReason()).isNull();
        assertThat(found.attributes()).isEqualTo(Attributes.of("user.id", "u1"));
        assertThat(found.traces()).containsExactly(trace(1));
        assertThat(found.conversation().turns()).containsExactly(said(1, "Hi", "Hello", span("a", "look_up")));
        assertThat(store().sessions().search(SessionQuery.newest(9).withExperiment("production")))
                .containsExactly(row);
        assertThat(store().sessions().search(SessionQuery.newest(9).withText("HELLO")))
                .containsExactly(row);
        assertThat(store().sessions().find("chat")).contains(found);
    }

    @Test
    default void aTurnThatComesLateTakesItsPlaceByTime() {
        write(
                recorded(CHAT),
                turnOf(CHAT, 3, said(30, "third", "c", span("c", "c"))),
                turnOf(CHAT, 1, said(10, "first", "a", span("a", "a"))),
                new Change.Assessed(
                        CHAT,
                        List.of(new Assessment(
                                "f", CHAT, null, 2, Feedback.yesNo("safety", true, "of the third"), START, null)),
                        List.of()),
                new Change.Expected(Expectation.of(CHAT, 2, "state", "of the third", Source.human("ada"), START)),
                turnOf(CHAT, 2, said(20, "second", "b", span("b", "b"))));

        assertThat(userTexts()).containsExactly("first", "second", "third");
        assertThat(chat().traces()).containsExactly(trace(1), trace(2), trace(3));
        assertThat(chat().conversation().turns())
                .extracting(turn -> turn.spans().getFirst().name())
                .containsExactly("a", "b", "c");
        assertThat(chat().assessments()).extracting(Assessment::turn).containsExactly(3);
        assertThat(chat().expectations()).extracting(Expectation::turn).containsExactly(3);
        assertThat(chat().row().startedAt()).isEqualTo(START);
    }

    @Test
    default void aSessionBeganWithItsFirstTurn() {
        write(recorded(CHAT), turnOf(CHAT, 1, said(-5, "Hi", "Hello")));

        assertThat(chat().row().startedAt()).isEqualTo(START.minusSeconds(5));
    }

    @Test
    default void theSameChangesTwiceAreOne() {
        List<Change> changes = List.of(
                recorded(CHAT),
                turnOf(CHAT, 1, said(1, "Hi", "Hello", span("a", "look_up"))),
                turnOf(CHAT, 2, said(2, "And?", "Sure")),
                new Change.SessionClosed(
                        CHAT, new StopReason.Recorded("it ended"), NOW, Duration.ofSeconds(9), List.of()));
        changes.forEach(store()::write);
        SessionRecord once = chat();

        changes.forEach(store()::write);
        write(new Change.Together(changes));

        assertThat(chat()).isEqualTo(once);
        assertThat(once.row().stopReason()).isEqualTo("recorded");
        assertThat(once.row().tokens()).isEqualTo(30);
    }

    @Test
    default void whatIsLearntLaterTakesThePlaceOfWhatWasThere() {
        write(
                recorded(CHAT),
                turnOf(CHAT, 1, said(11, "", "", span("a", "first"))),
                turnOf(CHAT, 2, said(12, "And?", "Sure")),
                turnOf(CHAT, 1, said(13, "Hi", "Hello", span("b", "later"))),
                new Change.SessionRecorded(
                        CHAT,
                        "another",
                        "import",
                        TestCase.of("Find the order"),
                        Attributes.of("channel", "web"),
                        NOW));

        assertThat(userTexts()).containsExactly("And?", "Hi");
        assertThat(chat().conversation().turns().getLast().spans())
                .extracting(Span::name)
                .containsExactly("first", "later");
        assertThat(chat().attributes()).isEqualTo(Attributes.of("user.id", "u1").with("channel", "web"));
        assertThat(chat().row().goal()).isEqualTo("Find the order");
        assertThat(chat().row().experiment()).isEqualTo("production");
        assertThat(chat().row().tokens()).isEqualTo(30);
    }

    @Test
    default void aTurnOfAnotherSessionMovesThereAndLeavesNothing() {
        SessionId unnamed = SessionId.of("trace-1");
        write(
                recorded(CHAT),
                turnOf(CHAT, 2, said(20, "second", "b")),
                recorded(unnamed),
                turnOf(unnamed, 1, said(10, "first", "a", span("a", "a"))),
                turnOf(CHAT, 1, said(10, "first", "a", span("b", "b"))));

        assertThat(userTexts()).containsExactly("first", "second");
        assertThat(chat().conversation().turns().getFirst().spans()).hasSize(2);
        assertThat(chat().row().tokens()).isEqualTo(30);
        assertThat(store().sessions().get(unnamed)).isEmpty();
        assertThat(store().sessions().search(SessionQuery.newest(9).withExperiment("production")))
                .hasSize(1);
    }

    @Test
    default void whatWasSaidOfATurnMovesWithItAndCountsThere() {
        SessionId unnamed = SessionId.of("trace-1");
        Expectation withdrawn = Expectation.of(unnamed, 2, "tone", "polite", Source.human("ada"), START);
        write(
                recorded(CHAT),
                turnOf(CHAT, 3, said(30, "third", "c")),
                assessed(CHAT, 1, "of the third", true),
                recorded(unnamed),
                turnOf(unnamed, 1, said(5, "stays", "x")),
                turnOf(unnamed, 2, said(10, "first", "a")),
                assessed(unnamed, 1, "of what stays", true),
                assessed(unnamed, 2, "of the first", false),
                new Change.Expected(Expectation.of(unnamed, 2, "state", "open", Source.human("ada"), START)),
                new Change.Expected(withdrawn),
                new Change.Withdrawn(new Withdrawal(unnamed, withdrawn.id(), Source.human("ada"), "", START)),
                turnOf(CHAT, 2, said(10, "first", "a")));

        assertThat(userTexts()).containsExactly("first", "third");
        assertThat(chat().assessments())
                .extracting(each -> each.turn() + " " + each.feedback().rationale())
                .containsExactlyInAnyOrder("1 of the first", "2 of the third");
        assertThat(chat().currentExpectations())
                .extracting(each -> each.turn() + " " + each.name() + " " + each.sessionId())
                .containsExactly("1 state chat-1");
        assertThat(chat().row().scores()).as("one of two").containsEntry("safety", "0.5");
        SessionRecord left = store().sessions().get(unnamed).orElseThrow();
        assertThat(left.row().scores()).containsEntry("safety", "1");
        assertThat(left.expectations()).isEmpty();
        assertThat(left.withdrawals()).isEmpty();
        assertThat(store().sessions().search(SessionQuery.newest(9).where(SessionFilter.parse("safety=no"))))
                .extracting(row -> row.sessionId())
                .containsExactly(CHAT);
    }

    private static Change.Assessed assessed(SessionId id, int turn, String why, boolean yes) {
        return new Change.Assessed(
                id,
                List.of(new Assessment(why, id, null, turn, Feedback.yesNo("safety", yes, why), START, null)),
                List.of());
    }

    @Test
    default void aSessionIsOverWhenItIsQuietAndGoesOnWhenSomebodySpeaks() {
        write(
                recorded(CHAT),
                turnOf(CHAT, 1, said(1, "Hi", "Hello")),
                opened("a", 0, 1),
                new Change.QuietSessionsEnded(NOW));
        assertThat(chat().row().stopReason()).as("spoken at that very moment").isNull();

        write(new Change.QuietSessionsEnded(NOW.plusSeconds(1)));
        assertThat(chat().row().stopReason()).isEqualTo("recorded");
        assertThat(chat().row().duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(session("a").row().stopReason()).as("of a run").isNull();
        assertThat(store().sessions().search(SessionQuery.newest(9).withText("hello")))
                .hasSize(1);

        write(turnOf(CHAT, 2, said(5, "And more?", "Sure")));
        assertThat(chat().row().stopReason()).isNull();
        assertThat(chat().row().duration()).isZero();
        assertThat(store().sessions().search(SessionQuery.newest(9).withText("and more")))
                .hasSize(1);
    }

    @Test
    default void aTraceLeadsToItsTurn() {
        write(
                recorded(CHAT),
                turnOf(CHAT, 1, said(1, "Hi", "Hello", span("a", "look_up"))),
                opened("a", 0, 1),
                turn("a", 1, "Hi", "Hello"),
                spoke("a", 2, "And?"));
        TraceId underWay = TraceId.of(Samples.id("a"), 2);
        write(new Change.SpansAdded(Samples.id("a"), 2, List.of(span("b", "sql"), span("b", "again"))));

        assertThat(store().sessions().traced(List.of(trace(1), trace(9), TraceId.of(Samples.id("a"), 1), underWay)))
                .containsOnly(
                        java.util.Map.entry(trace(1), new TracedTurn(CHAT, false, 1, List.of(span("a", "look_up")))),
                        java.util.Map.entry(
                                TraceId.of(Samples.id("a"), 1), new TracedTurn(Samples.id("a"), true, 1, List.of())),
                        java.util.Map.entry(
                                underWay, new TracedTurn(Samples.id("a"), true, 2, List.of(span("b", "sql")))));
    }

    @Test
    default void stepsOfASimulatedTurnAreAddedBeforeAndAfterItIsComplete() {
        write(
                opened("a", 0, 1),
                spoke("a", 1, "Hi"),
                new Change.SpansAdded(Samples.id("a"), 1, List.of(span("a", "before"))),
                turn("a", 1, "Hi", "Hello"),
                new Change.SpansAdded(Samples.id("a"), 1, List.of(span("a", "before"), span("b", "after"))));

        assertThat(session("a").conversation().turns().getFirst().spans())
                .containsExactly(span("a", "before"), span("b", "after"));
        assertThat(session("a").traces()).containsExactly(TraceId.of(Samples.id("a"), 1));
    }

    @Test
    default void stepsThatWereHereBeforeTheirSimulatedTurnBecomeItsSteps() {
        TraceId first = TraceId.of(Samples.id("a"), 1);
        TraceId second = TraceId.of(Samples.id("a"), 2);
        var child = new Span(
                "c".repeat(16), first.rootSpan(), "early", "tool", START, Duration.ZERO, Attributes.EMPTY, null);
        SessionId unnamed = SessionId.of("trace-1");
        write(
                recorded(unnamed),
                new Change.TurnRecorded(unnamed, first, said(1, "", "", child), NOW),
                recorded(CHAT),
                new Change.TurnRecorded(CHAT, second, said(5, "", "", span("d", "quick")), NOW),
                turnOf(CHAT, 3, said(9, "Hi", "Hello")),
                opened("a", 0, 1),
                spoke("a", 1, "Hi"),
                turn("a", 1, "Hi", "Hello"),
                turn("a", 2, "And?", "Sure"));

        assertThat(session("a").conversation().turns())
                .extracting(turn -> turn.spans().getFirst().name())
                .containsExactly("early", "quick");
        assertThat(session("a")
                        .conversation()
                        .turns()
                        .getFirst()
                        .spans()
                        .getFirst()
                        .parentId())
                .as("directly under the turn")
                .isNull();
        assertThat(store().sessions().get(unnamed)).isEmpty();
        assertThat(userTexts()).containsExactly("Hi");
        assertThat(chat().row().turns()).isEqualTo(1);
    }

    @Test
    default void aSessionOfARunTakesNothingFromElsewhere() {
        write(recorded(CHAT), opened("a", 0, 1), turn("a", 1, "Hi", "Hello"));
        var simulated = TraceId.of(Samples.id("a"), 1);

        assertThatThrownBy(() -> write(recorded(Samples.id("a")))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> write(turnOf(Samples.id("a"), 1, said(1, "Hi", "Hello"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("session sim-a is one of a run");
        assertThatThrownBy(() -> write(new Change.TurnRecorded(CHAT, simulated, said(1, "Hi", "Hello"), NOW)))
                .isInstanceOf(StoreException.class);
        assertThat(chat().conversation().isEmpty()).isTrue();
        assertThat(session("a").row().runId()).isEqualTo(RUN);
    }

    @Test
    default void aTurnOfASessionThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> write(turnOf(CHAT, 1, said(1, "Hi", "Hello"))))
                .isInstanceOf(StoreException.class)
                .hasMessage("session chat-1 is not in the store");
    }
}
