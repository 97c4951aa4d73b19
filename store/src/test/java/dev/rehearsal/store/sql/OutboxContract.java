package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.START;
import static dev.rehearsal.store.sql.Samples.assessed;
import static dev.rehearsal.store.sql.Samples.assessment;
import static dev.rehearsal.store.sql.Samples.closed;
import static dev.rehearsal.store.sql.Samples.id;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.run;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.Publication;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Unpublished;
import dev.rehearsal.store.Unpublished.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is to be published to other places. */
interface OutboxContract extends StoreUnderTest {
    String PLACE = "http://mlflow:5000";

    private static Change.PublicationBegan publish(RunId runId, boolean anew) {
        return new Change.PublicationBegan(runId, PLACE, "support", anew, START);
    }

    /** As lines: session, kind, turn, statement. */
    private List<String> outbox() {
        var lines = new ArrayList<String>();
        for (Unpublished each : store().outbox().next(PLACE, 100)) {
            for (Part part : each.parts()) {
                lines.add(String.join(
                                " ",
                                each.sessionId() == null
                                        ? each.runId().value()
                                        : each.sessionId().value(),
                                part.kind().name(),
                                part.turn() == 0 ? "" : Integer.toString(part.turn()),
                                part.statement())
                        .replaceAll(" +", " ")
                        .strip());
            }
        }
        return lines;
    }

    private List<Part> parts() {
        return store().outbox().next(PLACE, 100).stream()
                .flatMap(each -> each.parts().stream())
                .toList();
    }

    private static Assessment judged(String id, String session, int turn) {
        return assessment(id, session, turn, Feedback.yesNo("safety", true, ""));
    }

    private static Assessment ofPerson(String id, String session) {
        return new Assessment(
                id,
                Samples.id(session),
                null,
                0,
                new Feedback(
                        "safety",
                        new dev.rehearsal.scoring.FeedbackValue.YesNo(true),
                        "",
                        Source.human("ada"),
                        "1",
                        "",
                        dev.rehearsal.conversation.Usage.NONE,
                        null),
                START,
                null);
    }

    @Test
    default void isEmptyWhereNothingIsPublished() {
        write(opened("a", 0, 1), turn("a", 1, "Hi", "Hello"), closed("a", new StopReason.MaxTurns("")));

        assertThat(outbox()).isEmpty();
        assertThat(store().outbox().publications()).isEmpty();
    }

    @Test
    default void hasWhatARunGetsFromThenOn() {
        write(publish(RUN, false), opened("a", 0, 1), turn("a", 1, "Hi", "Hello"));
        write(assessed("a", judged("f1", "a", 1)), closed("a", new StopReason.MaxTurns("")));

        assertThat(outbox()).containsExactly("sim-a TURN 1", "sim-a STATEMENT f1", "sim-a END", "run-1 RUN");
    }

    @Test
    default void hasWhatARunHadBefore() {
        write(opened("a", 0, 1), turn("a", 1, "Hi", "Hello"), assessed("a", judged("f1", "a", 1)));
        write(closed("a", new StopReason.MaxTurns("")), opened("b", 1, 1), turn("b", 1, "Hi", "Hello"));
        write(opened("c", 2, 1), turn("c", 1, "Hi", "Hello"), closed("c", new StopReason.Interrupted("")));

        write(publish(RUN, false));

        assertThat(outbox())
                .containsExactlyInAnyOrder(
                        "sim-a TURN 1", "sim-a STATEMENT f1", "sim-a END", "sim-b TURN 1", "run-1 RUN");
        assertThat(outbox()).last().isEqualTo("run-1 RUN");
    }

    @Test
    default void aChangeThatIsGivenTwiceIsPublishedOnce() {
        List<Change> changes = List.of(
                publish(RUN, false),
                opened("a", 0, 1),
                turn("a", 1, "Hi", "Hello"),
                assessed("a", judged("f1", "a", 1)),
                closed("a", new StopReason.MaxTurns("")),
                new Change.RunStatusChanged(RUN, RunStatus.FINISHED, START, List.of()));
        changes.forEach(store()::write);
        store().write(new Change.Published(parts()));

        changes.forEach(store()::write);

        assertThat(outbox()).isEmpty();
        assertThat(store().outbox().publications())
                .containsExactly(new Publication(RUN, PLACE, "support", START, 0, 0, 0, null));
    }

    @Test
    default void whatIsPublishedIsGoneAndTheRestStays() {
        write(publish(RUN, false), opened("a", 0, 1), turn("a", 1, "Hi", "Hello"), turn("a", 2, "And?", "So"));
        Part first = parts().getFirst();

        write(new Change.Published(List.of(first)));

        assertThat(outbox()).containsExactly("sim-a TURN 2", "run-1 RUN");
        assertThat(store().outbox().publications().getFirst().turns()).isEqualTo(1);
        assertThat(store().outbox().publications().getFirst().others()).isEqualTo(1);
    }

    @Test
    default void whatChangesWhileItIsPublishedStays() {
        write(publish(RUN, false), opened("a", 0, 1), closed("a", new StopReason.Cancelled("stopped")));
        List<Part> read = parts();

        write(closed("a", new StopReason.GoalAchieved("after all")));
        write(new Change.Published(read));

        assertThat(outbox()).containsExactly("sim-a END");
    }

    @Test
    default void aTurnWhoseStepsBecomeKnownLaterIsPublishedAgain() {
        write(publish(RUN, false), opened("a", 0, 1), turn("a", 1, "Hi", "Hello"));
        write(new Change.Published(parts()));
        var span = new Span(
                "0123456789abcdef", null, "look_up", "tool", START, Duration.ofMillis(1), Attributes.EMPTY, null);

        write(new Change.SpansAdded(id("a"), 1, List.of(span)), new Change.SpansAdded(id("a"), 2, List.of(span)));
        assertThat(outbox()).containsExactly("sim-a TURN 1");

        write(new Change.Published(parts()), new Change.SpansAdded(id("a"), 1, List.of(span)));
        assertThat(outbox()).isEmpty();
    }

    @Test
    default void whatIsRefusedIsNotTriedAgainUntilItIsPublishedAnew() {
        write(publish(RUN, false), opened("a", 0, 1), turn("a", 1, "Hi", "Hello"), turn("a", 2, "And?", "So"));
        Part first = parts().getFirst();

        write(new Change.PublicationRefused(List.of(first), "too long"));

        assertThat(outbox()).containsExactly("sim-a TURN 2", "run-1 RUN");
        Publication publication = store().outbox().publications(PLACE).getFirst();
        assertThat(publication.refused()).isEqualTo(1);
        assertThat(publication.refusal()).isEqualTo("too long");
        assertThat(publication.turns()).isEqualTo(2);

        write(publish(RUN, true));
        assertThat(outbox()).contains("sim-a TURN 1");
        assertThat(store().outbox().publications(PLACE).getFirst().refusal()).isNull();
    }

    @Test
    default void aRunThatScoresHasItsSessionsAndItsOwnAssessments() {
        var scoring = new RunId("run-2");
        write(opened("a", 0, 1), turn("a", 1, "Hi", "Hello"), assessed("a", judged("f1", "a", 1)));
        write(closed("a", new StopReason.MaxTurns("")), run(scoring), publish(scoring, false));

        write(new Change.SessionsChosen(scoring, 0, List.of(id("a"))));
        Assessment own = judged("f2", "a", 1);
        write(assessed(
                "a", new Assessment(own.id(), own.sessionId(), "run-2", 1, own.feedback(), own.createdAt(), null)));

        assertThat(outbox()).containsExactly("sim-a TURN 1", "sim-a END", "sim-a STATEMENT f2", "run-2 RUN");
    }

    @Test
    default void whatAPersonSaysIsPublishedWithEveryRunThatKnowsTheSession() {
        var scoring = new RunId("run-2");
        write(opened("a", 0, 1), turn("a", 1, "Hi", "Hello"), closed("a", new StopReason.MaxTurns("")));
        write(run(scoring), new Change.SessionsChosen(scoring, 0, List.of(id("a"))));
        write(publish(RUN, false), publish(scoring, false));
        write(new Change.Published(parts()));

        write(assessed("a", ofPerson("p1", "a")));
        write(new Change.Expected(
                new Expectation("e1", id("a"), 0, "answer", "yes", Source.human("ada"), "", START, null)));
        assertThat(outbox())
                .containsExactlyInAnyOrder(
                        "sim-a STATEMENT p1", "sim-a STATEMENT e1", "sim-a STATEMENT p1", "sim-a STATEMENT e1");

        write(new Change.Published(parts()));
        write(new Change.Withdrawn(new Withdrawal(id("a"), "p1", Source.human("ada"), "", START)));
        assertThat(outbox()).containsExactly("sim-a STATEMENT p1", "sim-a STATEMENT p1");
    }

    @Test
    default void givesTheOldestSessionsFirstAndAsManyAsAreWanted() {
        write(publish(RUN, false));
        for (int index = 0; index < 5; index++) {
            write(opened("s" + index, index, 1), turn("s" + index, 1, "Hi", "Hello"));
        }

        assertThat(store().outbox().next(PLACE, 2))
                .extracting(Unpublished::sessionId)
                .containsExactly(id("s0"), id("s1"));
        assertThat(store().outbox().next("http://elsewhere", 2)).isEmpty();
    }

    @Test
    default void onlyOneAtATimePublishesToAPlace() {
        var outbox = store().outbox();

        assertThat(outbox.lease(PLACE, "one", Duration.ofMinutes(1))).isTrue();
        assertThat(outbox.lease(PLACE, "one", Duration.ofMinutes(1))).isTrue();
        assertThat(outbox.lease(PLACE, "two", Duration.ofMinutes(1))).isFalse();
        assertThat(outbox.lease("http://elsewhere", "two", Duration.ofMinutes(1)))
                .isTrue();

        outbox.release(PLACE, "two");
        assertThat(outbox.lease(PLACE, "two", Duration.ofMinutes(1))).isFalse();
        outbox.release(PLACE, "one");
        assertThat(outbox.lease(PLACE, "two", Duration.ofMinutes(1))).isTrue();
    }
}
