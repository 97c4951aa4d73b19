package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.START;
import static dev.rehearsal.store.sql.Samples.call;
import static dev.rehearsal.store.sql.Samples.checked;
import static dev.rehearsal.store.sql.Samples.closed;
import static dev.rehearsal.store.sql.Samples.id;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.spoke;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sessions, read back whole. */
interface SessionsContract extends StoreUnderTest {
    @Test
    default void whatWasSaidBeforeASessionIsToldFromWhatWasSaidInIt() {
        Turn before = Turn.of(2, "Thanks", Answer.of("You are welcome"));
        var history = new Conversation(List.of(
                new Turn(
                        1,
                        Samples.richTurn(1).user(),
                        Samples.richTurn(1).answer(),
                        null,
                        START,
                        Duration.ZERO,
                        List.of()),
                before));
        TestCase testCase =
                TestCase.builder().goal("Find the order").history(history).build();
        write(
                opened("a", 0, 1, testCase),
                new Change.TurnCompleted(id("a"), history.turns().getFirst(), List.of()));
        Conversation partly = session("a").conversation();
        write(
                new Change.TurnCompleted(id("a"), before, List.of()),
                turn("a", 3, "One more thing", "Yes?"),
                closed("a", new StopReason.MaxTurns("")));

        SessionRecord found = session("a");

        assertThat(partly.before()).isEqualTo(1);
        assertThat(partly.own()).isEmpty();
        assertThat(found.conversation().before()).isEqualTo(2);
        assertThat(found.conversation().turns().subList(0, 2)).isEqualTo(history.turns());
        assertThat(found.conversation().own())
                .extracting(turn -> turn.user().text())
                .containsExactly("One more thing");
        assertThat(found.testCase().history().messages()).isEqualTo(history.messages());
        assertThat(found.row().turns()).isEqualTo(3);
        try (Stream<SessionRecord> ofRun = store().sessions().ofRun(RUN)) {
            assertThat(ofRun.map(each -> each.conversation().before())).containsExactly(2);
        }
    }

    @Test
    default void aSessionComesBackAsItWasWritten() {
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
                        row.source(),
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
                        "",
                        Map.of()));
    }

    @Test
    default void aSessionUnderWayShowsWhatIsThere() {
        write(opened("a", 0, 1), turn("a", 1, "Hi", "Hello"), spoke("a", 2, "One more thing"));

        SessionRecord found = session("a");

        assertThat(found.row().stopReason()).isNull();
        assertThat(found.row().stopRationale()).isEmpty();
        assertThat(found.row().turns()).isEqualTo(1);
        assertThat(found.row().duration()).isZero();
        assertThat(found.waiting()).isEqualTo(Message.user("One more thing"));
    }

    @Test
    default void aSessionIsFoundByThePrefixThatIsItsOwn() {
        write(opened("abc", 0, 1), opened("abd", 1, 1), opened("ab", 2, 1));

        assertThat(store().sessions().find("sim-abc").orElseThrow().row().sessionId())
                .isEqualTo(id("abc"));
        assertThat(store().sessions().find("sim-abd").orElseThrow().row().sessionId())
                .isEqualTo(id("abd"));
        assertThat(store().sessions().find("sim-ab").orElseThrow().row().sessionId())
                .as("exact")
                .isEqualTo(id("ab"));
        assertThat(store().sessions().find("sim-a")).isEmpty();
        assertThat(store().sessions().find("%")).isEmpty();
        assertThat(store().sessions().get(SessionId.of("sim-"))).isEmpty();
    }

    @Test
    default void theSessionsOfARunComeByCaseAndTrialWithoutSupersededOnes() {
        write(
                opened("b", 1, 1),
                opened("a-old", 0, 1),
                closed("a-old", new StopReason.Interrupted("")),
                new Change.SessionOpened(
                        RUN, new SimulationKey(id("a"), 0, TestCase.of("Goal of case 0"), 1, 2), START.plusSeconds(9)),
                turn("a", 1, "Hi", "Hello"));

        try (var sessions = store().sessions().ofRun(RUN)) {
            assertThat(sessions.toList()).containsExactly(session("a"), session("b"));
        }
        assertThat(session("a").row().attempt()).isEqualTo(2);
    }

    @Test
    default void oddTextComesBackAsItWas() {
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
    default void aTextOfTenMegabytesIsKept() {
        String large = "0123456789".repeat(1_000_000);
        write(opened("a", 0, 1), turn("a", 1, "Hi", large));

        assertThat(session("a").conversation().messages().getLast().text()).isEqualTo(large);
    }

    @Test
    default void aTurnFromBeforeTheEpochAndOneFarAheadAreKept() {
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
        assertThat(store().runs().find("latest").orElseThrow().endedAt()).isEqualTo(ahead);
    }
}
