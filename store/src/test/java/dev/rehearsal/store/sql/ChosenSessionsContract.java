package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.START;
import static dev.rehearsal.store.sql.Samples.closed;
import static dev.rehearsal.store.sql.Samples.id;
import static dev.rehearsal.store.sql.Samples.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs that score stored sessions. */
interface ChosenSessionsContract extends StoreUnderTest {
    RunId SCORING = new RunId("scoring-1");

    private static Change.RunStarted scoring(RunId runId, Instant at) {
        return new Change.RunStarted(runId, "support", "score", Attributes.EMPTY, "", 1, 1, at);
    }

    private static Change.SessionsChosen chosen(long firstPlace, String... sessions) {
        return new Change.SessionsChosen(
                SCORING, firstPlace, List.of(sessions).stream().map(Samples::id).toList());
    }

    private List<String> sessionsOf(RunId runId) {
        try (var sessions = store().sessions().ofRun(runId)) {
            return sessions.map(each -> each.row().sessionId().value()).toList();
        }
    }

    private void writeThree() {
        write(
                opened("a", 0, 1),
                closed("a", new StopReason.GoalAchieved("")),
                opened("b", 1, 1),
                closed("b", new StopReason.MaxTurns("")),
                opened("c", 2, 1),
                closed("c", new StopReason.MaxTurns("")),
                scoring(SCORING, START.plusSeconds(5)));
    }

    @Test
    default void chosenSessionsAreThoseOfTheRunThatScoresThem() {
        writeThree();
        write(chosen(0, "c"), chosen(1, "a"));

        assertThat(sessionsOf(SCORING)).as("in their order").containsExactly("sim-c", "sim-a");
        assertThat(store().sessions().search(SessionQuery.ofRun(SCORING)))
                .extracting(row -> row.sessionId().value())
                .containsExactly("sim-a", "sim-c");
        assertThat(store().sessions().search(SessionQuery.newest(9).withRun(SCORING)))
                .extracting(row -> row.sessionId().value())
                .containsExactly("sim-c", "sim-a");
        assertThat(store().runs().find(SCORING.value()).orElseThrow().counts())
                .isEqualTo(Map.of("goal_achieved", 1L, "max_turns", 1L));
    }

    @Test
    default void theyStayTheSessionsOfTheRunThatSimulatedThem() {
        writeThree();
        write(chosen(0, "c", "a"));

        assertThat(sessionsOf(RUN)).containsExactly("sim-a", "sim-b", "sim-c");
        assertThat(session("c").row().runId()).isEqualTo(RUN);
        assertThat(store().sessions().search(SessionQuery.ofRun(RUN))).hasSize(3);
    }

    @Test
    default void theSameChoiceTwiceIsOne() {
        writeThree();
        write(chosen(0, "c", "a"), chosen(0, "c", "a"), chosen(7, "a"));

        assertThat(sessionsOf(SCORING)).containsExactly("sim-c", "sim-a");
    }

    @Test
    default void longChoicesAreReadToTheirEnd() {
        write(scoring(SCORING, START));
        List<String> names = IntStream.range(0, 123).mapToObj(i -> "s" + i).toList();
        names.forEach(name -> write(opened(name, Integer.parseInt(name.substring(1)), 1)));
        write(
                new Change.SessionsChosen(
                        SCORING, 0, names.stream().map(Samples::id).toList()),
                closed("s7", new StopReason.Interrupted("began anew")));

        assertThat(sessionsOf(SCORING)).hasSize(122).doesNotContain("sim-s7").endsWith("sim-s122");
    }

    @Test
    default void theRunsThatScoredARunAreFound() {
        var later = new RunId("scoring-0");
        writeThree();
        write(
                chosen(0, "a"),
                scoring(later, START.plusSeconds(9)),
                new Change.SessionsChosen(later, 0, List.of(id("b"), id("a"))));

        assertThat(store().runs().scoringsOf(RUN)).extracting(RunRecord::runId).containsExactly(SCORING, later);
        assertThat(store().runs().scoringsOf(SCORING)).isEmpty();
    }

    @Test
    default void aSessionThatIsNotThereCannotBeChosen() {
        writeThree();

        assertThatThrownBy(() ->
                        write(new Change.SessionsChosen(SCORING, 0, List.of(id("a"), SessionId.of("sim-nowhere")))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("session sim-nowhere is not in the store");
    }
}
