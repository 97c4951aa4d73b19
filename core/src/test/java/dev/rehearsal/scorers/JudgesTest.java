package dev.rehearsal.scorers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.FeedbackValue.YesNo;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.testing.ScriptedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgesTest {
    private static final TestCase CASE = TestCase.of("Cancel order 1003");
    private static final Conversation WITH_CALL = chat(ToolCall.of("1", "cancel_order", "{\"order\":1003}"));

    private static Conversation chat(ToolCall... calls) {
        return new Conversation(List.of(Turn.of(1, "Cancel order 1003", Answer.of("Done.", List.of(calls)))));
    }

    private static Conversation answering(String answer) {
        return new Conversation(List.of(Turn.of(1, "How much?", Answer.of(answer))));
    }

    private static Conversation retrieving(Object outputs) {
        var span = new Span(
                "0000000000000001",
                null,
                "search",
                "retriever",
                Instant.EPOCH,
                Duration.ZERO,
                Attributes.of("outputs", outputs),
                null);
        return new Conversation(List.of(new Turn(
                1,
                WITH_CALL.turns().getFirst().user(),
                Answer.of("Done."),
                null,
                Instant.EPOCH,
                Duration.ZERO,
                List.of(span))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conversational_safety",
                "conversational_role_adherence",
                "conversational_tool_call_efficiency",
                "completeness",
                "relevance_to_query",
                "fluency",
                "summarization",
                "tool_call_correctness",
                "tool_call_efficiency"
            })
    void sayYesOrNoWithRationaleAndVersions(String name) throws Exception {
        Scorer scorer = Scorers.open(name, Attributes.EMPTY);
        for (boolean yes : new boolean[] {true, false}) {
            ScriptedModel model = JudgeBench.saying(yes ? "yes" : "no");
            Feedback feedback = JudgeBench.judge(scorer, CASE, WITH_CALL, model).getFirst();

            assertThat(scorer.needsJudge()).isTrue();
            assertThat(feedback.name()).isEqualTo(name).isEqualTo(scorer.name());
            assertThat(feedback.value()).isEqualTo(new YesNo(yes));
            assertThat(feedback.rationale()).isEqualTo("because");
            assertThat(feedback.promptVersion()).isEqualTo(name + "/1");
            assertThat(JudgeBench.asked(model)).containsOnlyOnce("\"Cancel order 1003\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "resolved", "unresolved"})
    void frustrationIsACategory(String category) throws Exception {
        ScriptedModel model = JudgeBench.saying(category);

        assertThat(JudgeBench.judge(new UserFrustration(), CASE, JudgeBench.CHAT, model))
                .extracting(Feedback::value)
                .containsExactly(new FeedbackValue.Category(category));
        assertThat(JudgeBench.asked(model)).isEqualTo("""
                The chat, as JSON lines:
                {"turn":1,"from":"user","text":"My order is 1003, cancel it"}
                {"turn":1,"from":"agent","text":"Cancelled?"}
                {"turn":2,"from":"user","text":"Yes!"}
                {"turn":2,"from":"agent","text":"Which order is it?"}
                """);
    }

    @Test
    void retentionAsksOnceAndNamesTheTurnThatFails() throws Exception {
        ScriptedModel forgot = ScriptedModel.of("{\"rationale\":\"asked for the order again\",\"turn\":2}");
        Feedback feedback = JudgeBench.judge(new KnowledgeRetention(), CASE, JudgeBench.CHAT, forgot)
                .getFirst();

        assertThat(feedback.value()).isEqualTo(new YesNo(false));
        assertThat(feedback.rationale()).isEqualTo("turn 2: asked for the order again");
        assertThat(forgot.calls()).isEqualTo(1);
        assertThat(JudgeBench.judge(
                        new KnowledgeRetention(),
                        CASE,
                        JudgeBench.CHAT,
                        ScriptedModel.of("{\"rationale\":\"\",\"turn\":0}")))
                .extracting(Feedback::value)
                .containsExactly(new YesNo(true));
    }

    @Test
    void retentionIsAnErrorWhereTheJudgeNamesATurnThatThereIsNot() throws Exception {
        assertThat(JudgeBench.judge(
                                new KnowledgeRetention(),
                                CASE,
                                JudgeBench.CHAT,
                                ScriptedModel.of("{\"rationale\":\"r\",\"turn\":7}"))
                        .getFirst()
                        .error())
                .isEqualTo("the judge named turn 7 of 2: r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"guidelines", "conversational_guidelines"})
    void guidelinesAreATextOrAList(String name) throws Exception {
        for (Object given : List.of("Be \"short\"\nyes", List.of("Be \"short\"\nyes"))) {
            ScriptedModel model = JudgeBench.saying("no");
            Scorer scorer = Scorers.open(name, Attributes.of("guidelines", given));

            assertThat(JudgeBench.judge(scorer, CASE, JudgeBench.CHAT, model))
                    .extracting(Feedback::value)
                    .containsExactly(new YesNo(false));
            assertThat(JudgeBench.asked(model)).contains("\n\"Be \\\"short\\\"\\nyes\"\n");
        }
        assertThatThrownBy(() -> Scorers.open(name, Attributes.EMPTY))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name + " needs 'guidelines'");
        assertThatThrownBy(() -> Scorers.open(name, Attributes.of("guideline", "x")))
                .hasMessageContaining("did you mean 'guidelines'?");
    }

    @Test
    void expectedGuidelinesComeFromTheCase() throws Exception {
        ScriptedModel model = JudgeBench.saying("yes");
        TestCase polite = TestCase.builder()
                .goal("g")
                .expectation("guidelines", "Be polite")
                .build();

        assertThat(JudgeBench.judge(new ExpectationsGuidelines(), polite, JudgeBench.CHAT, model))
                .hasSize(1);
        assertThat(JudgeBench.asked(model)).contains("\"Be polite\"");
        assertThat(JudgeBench.judge(new ExpectationsGuidelines(), CASE, JudgeBench.CHAT, model))
                .isEmpty();
    }

    @Test
    void correctnessTakesFactsOrElseTheResponse() throws Exception {
        ScriptedModel model = JudgeBench.saying("yes");
        TestCase.Builder expecting = TestCase.builder().goal("g").expectation("expected_response", "It costs 5");

        JudgeBench.judge(new Correctness(), expecting.build(), WITH_CALL, model);
        assertThat(JudgeBench.asked(model)).contains("\"It costs 5\"");
        JudgeBench.judge(
                new Correctness(),
                expecting.expectation("expected_facts", List.of("a", "b")).build(),
                WITH_CALL,
                model);
        assertThat(JudgeBench.asked(model)).contains("\"a\"\n\"b\"\n").doesNotContain("It costs 5");
        assertThat(JudgeBench.judge(new Correctness(), CASE, WITH_CALL, model)).isEmpty();
        assertThat(JudgeBench.judge(new Correctness(), expecting.build(), JudgeBench.CHAT, model))
                .as("a case's expectation is of the first turn")
                .isEmpty();
    }

    @Test
    void equivalenceComparesNumbersWithoutAModel() throws Exception {
        ScriptedModel model = JudgeBench.saying("yes");
        TestCase five = TestCase.builder()
                .goal("g")
                .expectation("expected_response", "5.0")
                .build();

        assertThat(JudgeBench.judge(new Equivalence(), five, answering("5"), model))
                .extracting(Feedback::value)
                .containsExactly(new YesNo(true));
        assertThat(JudgeBench.judge(new Equivalence(), five, answering("6"), model))
                .extracting(Feedback::value)
                .containsExactly(new YesNo(false));
        assertThat(model.calls()).isZero();
        assertThat(JudgeBench.judge(new Equivalence(), five, answering("five"), model))
                .extracting(Feedback::value)
                .containsExactly(new YesNo(true));
        assertThat(model.calls()).isEqualTo(1);
    }

    @Test
    void relevanceIsOfEachDocumentAndHasAPrecision() throws Exception {
        ScriptedModel model =
                ScriptedModel.of("{\"rationale\":\"r\",\"result\":\"yes\"}", "{\"rationale\":\"r\",\"result\":\"no\"}");
        var documents = List.of("one", Map.of("page_content", "two"));

        assertThat(JudgeBench.judge(new RetrievalRelevance(), CASE, retrieving(documents), model))
                .extracting(each -> each.name() + "=" + each.value().text())
                .containsExactly(
                        "retrieval_relevance=yes", "retrieval_relevance=no", "retrieval_relevance/precision=0.5");
        assertThat(JudgeBench.asked(model)).contains("\"two\"").doesNotContain("Done.");
    }

    @Test
    void groundednessAndSufficiencyNeedDocuments() throws Exception {
        ScriptedModel model = JudgeBench.saying("no");
        TestCase expecting =
                TestCase.builder().goal("g").expectation("expected_facts", "a").build();
        Conversation chat = retrieving("[\"one\"]");

        assertThat(JudgeBench.judge(new RetrievalGroundedness(), CASE, chat, model))
                .extracting(Feedback::value)
                .containsExactly(new YesNo(false));
        assertThat(JudgeBench.judge(new RetrievalSufficiency(), expecting, chat, model))
                .extracting(Feedback::value)
                .containsExactly(new YesNo(false));
        assertThat(JudgeBench.judge(new RetrievalSufficiency(), CASE, chat, model))
                .isEmpty();
        for (Scorer scorer :
                List.of(new RetrievalRelevance(), new RetrievalGroundedness(), new RetrievalSufficiency())) {
            assertThat(JudgeBench.judge(scorer, expecting, WITH_CALL, model)).isEmpty();
            assertThatThrownBy(() -> JudgeBench.judge(scorer, expecting, retrieving(5), model))
                    .hasMessageContaining("retriever span 'search'");
        }
    }

    @Test
    void toolCallsThatAreAsExpectedAreRightWithoutAModel() throws Exception {
        ScriptedModel model = JudgeBench.saying("yes");
        TestCase expecting = TestCase.builder()
                .goal("g")
                .expectation(
                        "expected_tool_calls",
                        List.of("find", Map.of("name", "cancel_order", "arguments", Map.of("order", 1003))))
                .build();
        ToolCall cancel = ToolCall.of("1", "cancel_order", "{\"order\":1003}");
        ToolCall find = ToolCall.of("2", "find", "{}");

        assertThat(verdict(new ToolCallCorrectness(), expecting, model, cancel, find))
                .isTrue();
        assertThat(verdict(new ToolCallCorrectness(true, true), expecting, model, find, cancel))
                .isTrue();
        assertThat(verdict(new ToolCallCorrectness(true, true), expecting, model, cancel, find))
                .isFalse();
        assertThat(verdict(new ToolCallCorrectness(true, false), expecting, model, cancel))
                .isFalse();
        assertThat(verdict(new ToolCallCorrectness(), expecting, model)).isFalse();
        assertThat(model.calls()).isZero();
        assertThat(verdict(new ToolCallCorrectness(), expecting, model, cancel)).isTrue();
        assertThat(JudgeBench.asked(model)).isEqualTo("""
                The order of the calls does not count.

                The expected calls, as JSON lines:
                {"tool":"find","arguments":"any"}
                {"tool":"cancel_order","arguments":{"order":1003}}

                The calls that were made, as JSON lines:
                {"tool":"cancel_order","arguments":{"order":1003}}""");
    }

    private static boolean verdict(Scorer scorer, TestCase testCase, ScriptedModel model, ToolCall... calls)
            throws Exception {
        return JudgeBench.judge(scorer, testCase, chat(calls), model)
                .getFirst()
                .value()
                .equals(new YesNo(true));
    }

    @Test
    void whatALongTranscriptLeavesOutIsSaidToJudgeAndReader() throws Exception {
        Conversation chat = Conversation.EMPTY;
        for (int i = 1; i <= 60; i++) {
            chat = chat.with(Turn.of(i, "question " + i, Answer.of("x".repeat(5_000))));
        }
        ScriptedModel model = JudgeBench.saying("yes");
        Feedback feedback =
                JudgeBench.judge(new ConversationalSafety(), CASE, chat, model).getFirst();

        assertThat(feedback.rationale()).matches("because \\(the judge was not shown all: turns \\d+ to \\d+ .*\\)");
        assertThat(JudgeBench.asked(model))
                .hasSizeLessThan(Transcript.LONGEST + 200)
                .contains("\"question 1\"", "\"question 60\"", "{\"left_out\":\"turns ");
    }
}
