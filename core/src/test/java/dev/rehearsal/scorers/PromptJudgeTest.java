package dev.rehearsal.scorers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.TurnScorer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptJudgeTest {
    private static final TestCase CASE = TestCase.builder()
            .goal("Cancel order 1003")
            .expectation("tone", "warm")
            .build();
    private static final Conversation CHAT = new Conversation(List.of(
            Turn.of(1, "Hello", Answer.of("Hi!")),
            Turn.of(
                    2,
                    "Cancel \"1003\"",
                    Answer.of("Done.", List.of(ToolCall.of("1", "cancel_order", "{\"order\":1003}"))))));

    @Test
    void judgesSessionsByTheConversation() throws Exception {
        Scorer scorer = PromptJudge.of("polite", "Is the agent polite?\n{{ conversation }}")
                .scorer();
        var model = JudgeBench.saying("yes");

        Feedback feedback = JudgeBench.judge(scorer, CASE, CHAT, model).getFirst();

        assertThat(scorer).isInstanceOf(SessionScorer.class);
        assertThat(feedback.name()).isEqualTo("polite");
        assertThat(feedback.value()).isEqualTo(new FeedbackValue.YesNo(true));
        assertThat(feedback.rationale()).isEqualTo("because");
        assertThat(JudgeBench.asked(model)).isEqualTo("""
                Is the agent polite?
                {"turn":1,"from":"user","text":"Hello"}
                {"turn":1,"from":"agent","text":"Hi!"}
                {"turn":2,"from":"user","text":"Cancel \\"1003\\""}
                {"turn":2,"from":"agent","tool_calls":[{"tool":"cancel_order","arguments":"{\\"order\\":1003}"}],"text":"Done."}
                """);
    }

    @Test
    void judgesTurnsByWhatWasSaidInThemAndWhatWasExpected() throws Exception {
        Scorer scorer = PromptJudge.of("tone", "{{inputs}} | {{outputs}} | {{expectations}}")
                .scorer();
        var model = JudgeBench.saying("no");

        Feedback feedback = JudgeBench.judge(scorer, CASE, CHAT, model).getFirst();

        assertThat(scorer).isInstanceOf(TurnScorer.class);
        assertThat(feedback.value()).isEqualTo(new FeedbackValue.YesNo(false));
        assertThat(JudgeBench.asked(model)).isEqualTo("\"Cancel \\\"1003\\\"\" | \"Done.\" | {\"tone\":\"warm\"}");
    }

    @Test
    void showsATurnWithItsToolCallsAsItsTrace() throws Exception {
        var model = JudgeBench.saying("yes");

        JudgeBench.judge(PromptJudge.of("calls", "{{trace}}").scorer(), CASE, CHAT, model);

        assertThat(JudgeBench.asked(model)).contains("cancel_order").doesNotContain("Hello");
    }

    @Test
    void givesCategoriesNumbersAndTexts() throws Exception {
        Scorer category = PromptJudge.of("size", "{{outputs}}")
                .categories("small", "large")
                .scorer();
        Scorer number = PromptJudge.of("count", "{{outputs}}").number().scorer();
        Scorer text = PromptJudge.of("note", "{{outputs}}").text().scorer();
        var seven = dev.rehearsal.testing.ScriptedModel.answering(request -> "{\"rationale\":\"\",\"result\":7.5}");

        assertThat(value(category, JudgeBench.saying("large"))).isEqualTo(new FeedbackValue.Category("large"));
        assertThat(value(number, seven)).isEqualTo(new FeedbackValue.Numeric(7.5));
        assertThat(value(text, JudgeBench.saying("short"))).isEqualTo(new FeedbackValue.Text("short"));
    }

    private static FeedbackValue value(Scorer scorer, dev.rehearsal.testing.ScriptedModel model) throws Exception {
        return JudgeBench.judge(scorer, CASE, CHAT, model).getFirst().value();
    }

    @Test
    void isAnotherJudgeWithOtherInstructions() throws Exception {
        assertThat(promptVersion("Is it kind? {{outputs}}"))
                .isEqualTo(promptVersion("Is it kind? {{outputs}}"))
                .isNotEqualTo(promptVersion("Is it nice? {{outputs}}"))
                .startsWith("kind-");
    }

    private static String promptVersion(String instructions) throws Exception {
        return JudgeBench.judge(PromptJudge.of("kind", instructions).scorer(), CASE, CHAT, JudgeBench.saying("yes"))
                .getFirst()
                .promptVersion();
    }

    @Test
    void refusesInstructionsThatShowNothingOrTooMuchOrWhatIsNotThere() {
        assertThatThrownBy(() ->
                        PromptJudge.of("a", "Is it good? {{expectations}}").scorer())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("show the judge nothing");
        assertThatThrownBy(() ->
                        PromptJudge.of("a", "{{conversation}} {{outputs}}").scorer())
                .hasMessageContaining("leave out the one or the others");
        assertThatThrownBy(() -> PromptJudge.of("a", "{{output}}").scorer())
                .hasMessageContaining("no variable '{{output}}'")
                .hasMessageContaining("outputs");
        assertThatThrownBy(() ->
                        PromptJudge.of("a", "{{outputs}}").categories("one").scorer())
                .hasMessageContaining("two categories or more");
    }

    @Test
    void isOpenedByItsOptionsAndGivesThemBack() {
        var options = Attributes.from(
                Map.of("as", "tone", "instructions", "{{conversation}}", "values", List.of("warm", "cold")));

        Scorer scorer = Scorers.open("judge", options);

        assertThat(scorer).isInstanceOf(SessionScorer.class);
        assertThat(scorer.name()).isEqualTo("tone");
        assertThat(scorer.needsJudge()).isTrue();
        assertThat(scorer.spec().orElseThrow().options()).isEqualTo(options);
        assertThatThrownBy(() -> Scorers.open("judge", Attributes.of("values", "maybe")))
                .hasMessageContaining("'instructions' is missing")
                .hasMessageContaining("'values' is one of yes_no, number, text, found 'maybe'");
    }

    @Test
    void asksAModelOfItsOwnWhereItNamesOne() throws Exception {
        Scorer scorer = Scorers.open(
                "judge", Attributes.of("instructions", "{{outputs}}").with("model", "openai:/other"));

        Feedback feedback = JudgeBench.judge(
                        scorer, CASE, CHAT, JudgeBench.saying("no"), Map.of("openai:/other", JudgeBench.saying("yes")))
                .getFirst();

        assertThat(scorer.needsJudge()).isFalse();
        assertThat(scorer.models()).containsExactly("openai:/other");
        assertThat(feedback.value()).isEqualTo(new FeedbackValue.YesNo(true));
    }
}
