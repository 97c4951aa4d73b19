package dev.rehearsal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.NoJudge;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnExpectationsTest {
    private static final TestCase CASE = TestCase.builder()
            .goal("Get a refund")
            .expectation("tone", "kind")
            .expectation("language", "English")
            .expectation("turns", Map.of("2", Map.of("tone", "sorry", "expected_response", "Refunded")))
            .build();

    @Test
    void aTurnHasWhatIsExpectedInAllTurnsAndInItsPlaceItsOwn() {
        assertThat(CASE.expectationsIn(1)).isEqualTo(Attributes.from(Map.of("tone", "kind", "language", "English")));
        assertThat(CASE.expectationsIn(2))
                .isEqualTo(Attributes.from(
                        Map.of("tone", "sorry", "language", "English", "expected_response", "Refunded")));
        assertThat(CASE.expectationsOf(1)).isEqualTo(Attributes.EMPTY);
        assertThat(CASE.expectationsOf(2))
                .isEqualTo(Attributes.from(Map.of("tone", "sorry", "expected_response", "Refunded")));
    }

    @Test
    void aScorerOfTurnsIsGivenThoseOfItsTurn() {
        Turn turn = Turn.of(2, "And now?", Answer.of("Refunded"));
        var conversation = new Conversation(List.of(Turn.of(1, "Hi", Answer.of("Hello")), turn));
        var toScore = new TurnToScore(CASE, SessionId.of("s"), turn, conversation, new NoJudge());

        assertThat(toScore.expectations().text("tone")).contains("sorry");
        assertThat(toScore.expectations().text("language")).contains("English");
        assertThat(toScore.ownExpectations().names()).containsOnly("tone", "expected_response");
    }

    @Test
    void theyAreKeptWithTheCase() {
        CaseItem read = CaseReader.read(CaseReader.write(CASE));

        assertThat(read).isEqualTo(new CaseItem.Valid(CASE));
    }

    @Test
    void whatIsNoTurnIsRefusedWithItsPlace() {
        CaseItem read = CaseReader.read(
                Map.of("goal", "Get a refund", "expectations", Map.of("turns", Map.of("0", Map.of(), "3", "kind"))));

        assertThat(read).isInstanceOf(CaseItem.Invalid.class);
        assertThat(((CaseItem.Invalid) read).faults())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "expectations.turns.0: is no number of a turn; turns are counted from 1",
                        "expectations.turns.3: must be a map of names to values, found kind");
    }

    @Test
    void codeIsRefusedToo() {
        assertThatThrownBy(() -> TestCase.builder()
                        .goal("Get a refund")
                        .expectation("turns", 3)
                        .build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expectations.turns: must be a map of turn numbers");
    }
}
