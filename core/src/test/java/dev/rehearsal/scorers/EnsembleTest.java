package dev.rehearsal.scorers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnsembleTest {
    private static final TestCase CASE = TestCase.of("Cancel order 1003");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAJORITY | yes yes no      | yes",
                "MAJORITY | yes no          | no",
                "MAJORITY | no yes          | no",
                "MAJORITY | red blue blue   | blue",
                "MAJORITY | red blue        | red",
                "MAJORITY | yes yes failed  | yes",
                "MAJORITY | yes no failed   | ",
                "MAJORITY | yes failed      | ",
                "MAJORITY | failed          | ",
                "ALL      | yes yes         | yes",
                "ALL      | yes no failed   | no",
                "ALL      | yes failed      | ",
                "ANY      | no yes failed   | yes",
                "ANY      | no no           | no",
                "ANY      | no failed       | ",
                "MEAN     | yes no 0.5 1    | 0.625",
                "MEAN     | 1 failed        | ",
                "MINIMUM  | 3 2 yes         | 1",
                "MAXIMUM  | 3 2 yes         | 3",
            })
    void verdictsBecomeOneUnlessAMissingOneCouldChangeIt(Vote vote, String verdicts, String expected) {
        List<Feedback> feedbacks =
                Arrays.stream(verdicts.split(" ")).map(EnsembleTest::verdict).toList();

        assertThat(vote.of(feedbacks).map(FeedbackValue::text)).isEqualTo(Optional.ofNullable(expected));
    }

    private static Feedback verdict(String text) {
        if (text.equals("failed")) {
            return Feedback.failed("a", Source.code("a"), "no reply");
        }
        if (text.equals("yes") || text.equals("no")) {
            return Feedback.yesNo("a", text.equals("yes"), "");
        }
        return Character.isDigit(text.charAt(0))
                ? Feedback.number("a", Double.parseDouble(text), "")
                : Feedback.category("a", text, "");
    }

    @Test
    void refusesVerdictsThatCannotBeTakenTogether() {
        assertThatThrownBy(() -> Vote.ALL.of(List.of(verdict("1"))))
                .hasMessageContaining("takes verdicts of yes and no");
        assertThatThrownBy(() -> Vote.MEAN.of(List.of(verdict("red")))).hasMessageContaining("takes numbers");
    }

    @Test
    void asksOneScorerOfSeveralModels() throws Exception {
        Scorer scorer = Ensemble.overModels("safe", Vote.MAJORITY, new Safety(), List.of("a:/1", "b:/2", "c:/3"));

        Feedback feedback = JudgeBench.judge(
                        scorer,
                        CASE,
                        JudgeBench.CHAT,
                        JudgeBench.saying("no"),
                        Map.of(
                                "a:/1", JudgeBench.saying("yes"),
                                "b:/2", JudgeBench.saying("no"),
                                "c:/3", JudgeBench.saying("yes")))
                .getFirst();

        assertThat(scorer.needsJudge()).isFalse();
        assertThat(scorer.models()).containsExactly("a:/1", "b:/2", "c:/3");
        assertThat(feedback.name()).isEqualTo("safe");
        assertThat(feedback.value()).isEqualTo(new FeedbackValue.YesNo(true));
        assertThat(feedback.promptVersion()).isEqualTo("safety/1");
        assertThat(feedback.source().kind()).isEqualTo(Source.Kind.LLM_JUDGE);
        assertThat(feedback.rationale()).containsSubsequence("yes (because)", "no (because)", "yes (because)");
    }

    @Test
    void saysWhichVerdictIsMissingWhereItCouldDecide() throws Exception {
        Scorer broken = Scorer.turn("broken", turn -> {
            throw new IllegalStateException("out of order");
        });
        Scorer scorer =
                Ensemble.of("both", Vote.ALL, broken, Scorer.turn("fine", turn -> Feedback.yesNo("fine", true, "")));

        Feedback feedback = JudgeBench.judge(scorer, CASE, JudgeBench.CHAT, JudgeBench.saying("yes"))
                .getFirst();

        assertThat(feedback.failed()).isTrue();
        assertThat(feedback.error()).contains("broken: failed (out of order)").contains("fine: yes");
    }

    @Test
    void isOpenedByItsOptionsAndRefusesTurnsWithSessions() {
        var options = Attributes.from(Map.of(
                "as",
                "careful",
                "by",
                "all",
                "of",
                List.of(
                        "safety",
                        Map.of("name", "guidelines", "as", "no_discount", "guidelines", "Promise no discount."))));

        Scorer scorer = Scorers.open("ensemble", options);

        assertThat(scorer.name()).isEqualTo("careful");
        assertThat(scorer.needsJudge()).isTrue();
        assertThat(scorer.judgeCalls()).isEqualTo(2);
        assertThat(scorer.spec().orElseThrow().options()).isEqualTo(options);
        assertThatThrownBy(() ->
                        Scorers.open("ensemble", Attributes.of("of", List.of("safety", "conversation_completeness"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("of turns: safety; of sessions: conversation_completeness");
        assertThatThrownBy(() -> Scorers.open("ensemble", Attributes.of("of", List.of("safty", "latency"))))
                .hasMessageContaining("safety");
        assertThatThrownBy(() -> Scorers.open("ensemble", Attributes.of("of", List.of("safety"))))
                .hasMessageContaining("two verdicts or more");
    }

    @Test
    void asksTheSameScorerTwiceUnderTwoNames() throws Exception {
        var options = Attributes.of("guidelines", "Be brief.").with("as", "brief");

        Scorer scorer = Scorers.open("guidelines", options);

        assertThat(scorer.name()).isEqualTo("brief");
        assertThat(scorer.spec().orElseThrow().options()).isEqualTo(options);
        assertThat(JudgeBench.judge(scorer, CASE, JudgeBench.CHAT, JudgeBench.saying("yes")))
                .extracting(Feedback::name)
                .containsExactly("brief");
    }
}
