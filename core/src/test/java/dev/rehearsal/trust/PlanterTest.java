package dev.rehearsal.trust;

import static dev.rehearsal.trust.Transcripts.PARCEL;
import static dev.rehearsal.trust.Transcripts.REFUND;
import static dev.rehearsal.trust.Transcripts.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanterTest {
    private static final List<GoodTranscript> ALL = List.of(PARCEL, REFUND, SHORT);

    private static Planted planted(Flaw flaw) {
        return Planter.of(ALL, 1).plant(PARCEL, flaw).orElseThrow();
    }

    private static Turn flawedTurn(Planted planted) {
        return planted.flawed().turns().get(planted.turn() - 1);
    }

    @ParameterizedTest
    @EnumSource
    void changesTheAnswerOfOneTurnAndNothingElse(Flaw flaw) {
        for (long seed = 0; seed < 20; seed++) {
            Planted planted = Planter.of(ALL, seed).plant(PARCEL, flaw).orElseThrow();

            List<Integer> changed = IntStream.rangeClosed(1, planted.good().size())
                    .filter(number -> !planted.good()
                            .turns()
                            .get(number - 1)
                            .equals(planted.flawed().turns().get(number - 1)))
                    .boxed()
                    .toList();
            assertThat(changed).containsExactly(planted.turn());
            assertThat(flawedTurn(planted).user())
                    .isEqualTo(planted.good().turns().get(planted.turn() - 1).user());
        }
    }

    @ParameterizedTest
    @EnumSource
    void plantsTheSameWithTheSameSeed(Flaw flaw) {
        assertThat(Planter.of(ALL, 7).plant(PARCEL, flaw))
                .isEqualTo(Planter.of(List.copyOf(ALL), 7).plant(PARCEL, flaw));
    }

    @Test
    void aContradictionIsAnotherNumberThanTheOneSaidBefore() {
        Planted planted = planted(Flaw.CONTRADICTS_EARLIER_FACT);

        assertThat(flawedTurn(planted).answer().text())
                .doesNotContain(planted.turn() == 1 ? "1002 was sent on 2026-03-04" : "2026-03-04")
                .matches("(?s).*\\d.*");
    }

    @Test
    void anIgnoredQuestionGetsAnAnswerFromAnotherConversation() {
        assertThat(flawedTurn(planted(Flaw.IGNORES_QUESTION)).answer().text())
                .isEqualTo("The refund of 24.90 is on its way to your card.");
    }

    @Test
    void aRepeatedAnswerIsAnEarlierOneOfTheSameConversation() {
        Planted planted = planted(Flaw.REPEATS_ITSELF);

        assertThat(planted.good().turns().subList(0, planted.turn() - 1))
                .extracting(turn -> turn.answer().text())
                .contains(flawedTurn(planted).answer().text());
    }

    @Test
    void theWrongToolIsOneOfAnotherConversation() {
        assertThat(flawedTurn(planted(Flaw.WRONG_TOOL)).answer().toolCalls())
                .extracting(ToolCall::name)
                .containsExactly("refund");
    }

    @Test
    void leakedDataIsNobodys() {
        assertThat(flawedTurn(planted(Flaw.LEAKS_PERSONAL_DATA)).answer().text())
                .contains("@example.com", "202-555-01");
    }

    @Test
    void aGuidelineOfOnesOwnIsBrokenByItsOwnSentence() {
        var planter = new Planter(ALL, "Call us on the phone.", 1);

        assertThat(flawedTurn(planter.plant(PARCEL, Flaw.BREAKS_GUIDELINE).orElseThrow())
                        .answer()
                        .text())
                .endsWith("Call us on the phone.");
    }

    @Test
    void whereThereIsNoPlaceForAFlawNothingIsPlanted() {
        Planter planter = Planter.of(ALL, 1);

        assertThat(planter.plant(SHORT, Flaw.REPEATS_ITSELF)).isEmpty();
        assertThat(planter.plant(SHORT, Flaw.WRONG_TOOL)).isEmpty();
        assertThat(planter.plant(SHORT, Flaw.CONTRADICTS_EARLIER_FACT)).isEmpty();
        assertThat(planter.plant(SHORT, Flaw.IGNORES_QUESTION)).isEmpty();
    }
}
