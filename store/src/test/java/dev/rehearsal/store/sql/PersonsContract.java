package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.START;
import static dev.rehearsal.store.sql.Samples.assessed;
import static dev.rehearsal.store.sql.Samples.assessment;
import static dev.rehearsal.store.sql.Samples.id;
import static dev.rehearsal.store.sql.Samples.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.StoreException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What persons say of sessions, correct and take back. */
interface PersonsContract extends StoreUnderTest {
    Source ADA = Source.human("Ada");
    Source BOB = Source.human("Bob");

    @Test
    default void feedbackThatIsEditedKeepsItsHistory() {
        Assessment first = says(ADA, "tone", 2);
        Assessment second = first.edited(feedback(ADA, "tone", 3), START.plusSeconds(5));
        write(opened("a", 0, 1), assessed("a", first), assessed("a", second));

        assertThat(session("a").assessments()).containsExactly(first, second);
        assertThat(session("a").currentFeedback()).containsExactly(second);
        assertThat(session("a").row().scores()).containsExactly(Map.entry("tone", "3"));
    }

    @Test
    default void withdrawnFeedbackDoesNotCountAndStaysInTheHistory() {
        Assessment judged = assessment("f1", "a", 0, Feedback.number("tone", 5, ""));
        Assessment said = says(ADA, "tone", 2);
        Assessment other = says(ADA, "depth", 1);
        write(opened("a", 0, 1), assessed("a", judged), assessed("a", said), assessed("a", other));
        assertThat(session("a").row().scores()).containsEntry("tone", "2");

        write(withdrawn(said, BOB), withdrawn(other, ADA));

        assertThat(session("a").row().scores()).containsExactly(Map.entry("tone", "5"));
        assertThat(session("a").assessments()).containsExactly(judged, said, other);
        assertThat(session("a").withdrawals())
                .extracting(Withdrawal::statement, Withdrawal::by, Withdrawal::rationale)
                .containsExactly(tuple(said.id(), BOB, "a mistake"), tuple(other.id(), ADA, "a mistake"));
        assertThat(store().sessions().search(SessionQuery.newest(1)).getFirst().scores())
                .containsExactly(Map.entry("tone", "5"));
    }

    @Test
    default void withdrawingTakesTheDraftsOfTheSamePersonBackAndBringsThatOfAnotherForward() {
        Assessment bobs = says(BOB, "tone", 1);
        Assessment draft = bobs.edited(feedback(ADA, "tone", 2), START.plusSeconds(5));
        Assessment last = draft.edited(feedback(ADA, "tone", 3), START.plusSeconds(6));
        write(opened("a", 0, 1), assessed("a", bobs), assessed("a", draft), assessed("a", last));

        write(withdrawn(last, ADA));

        assertThat(session("a").currentFeedback()).containsExactly(bobs);
        assertThat(session("a").row().scores()).containsExactly(Map.entry("tone", "1"));
    }

    @Test
    default void whatComesAfterAWithdrawalCounts() {
        Assessment first = says(ADA, "tone", 2);
        Assessment again = says(ADA, "tone", 4);
        write(opened("a", 0, 1), assessed("a", first), withdrawn(first, ADA), assessed("a", again));

        assertThat(session("a").row().scores()).containsExactly(Map.entry("tone", "4"));
    }

    @Test
    default void expectationsComeBackAsTheyWereGiven() {
        Object facts = List.of(Map.of("order", 17), "shipped", true);
        Expectation first =
                Expectation.of(id("a"), 2, "expected_facts", facts, ADA, START).withRationale("policy 3");
        Expectation text = Expectation.of(id("a"), 0, "expected_response", "On its way.", BOB, START);
        Expectation edited = text.edited("On its way, 订单.", "", ADA, START.plusSeconds(9));
        write(opened("a", 0, 1), new Change.Expected(first), new Change.Expected(text), new Change.Expected(edited));
        write(new Change.Expected(first));

        assertThat(session("a").expectations()).containsExactly(first, text, edited);
        assertThat(session("a").currentExpectations()).containsExactly(first, edited);
        assertThat(session("a").row().scores()).isEmpty();

        write(new Change.Withdrawn(new Withdrawal(id("a"), first.id(), ADA, "", START)));
        assertThat(session("a").currentExpectations()).containsExactly(edited);
    }

    @Test
    default void withdrawingTwiceIsWithdrawingOnce() {
        Assessment said = says(ADA, "tone", 2);
        write(opened("a", 0, 1), assessed("a", said), withdrawn(said, ADA), withdrawn(said, BOB));

        assertThat(session("a").withdrawals()).extracting(Withdrawal::by).containsExactly(ADA);
    }

    @Test
    default void whatWasNeverSaidCannotBeWithdrawn() {
        write(opened("a", 0, 1), opened("b", 1, 1), assessed("a", says(ADA, "tone", 2)));
        var withdrawal =
                new Withdrawal(id("b"), session("a").assessments().getFirst().id(), ADA, "", START);

        assertThatThrownBy(() -> write(new Change.Withdrawn(withdrawal)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("of session sim-b is not in the store");
    }

    private static Assessment says(Source person, String name, double number) {
        return Assessment.of(id("a"), 0, feedback(person, name, number), START);
    }

    private static Feedback feedback(Source person, String name, double number) {
        return Feedback.ofPerson(name, new FeedbackValue.Numeric(number), "", person.id());
    }

    private static Change withdrawn(Assessment assessment, Source by) {
        return new Change.Withdrawn(new Withdrawal(id("a"), assessment.id(), by, "a mistake", START.plusSeconds(99)));
    }
}
