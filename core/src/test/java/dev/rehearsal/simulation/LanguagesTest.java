package dev.rehearsal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.testing.ScriptedModel;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever people write goes through a whole run as it is. */
class LanguagesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "买一个蓝色的水壶，送到上海市浦东新区",
                "أريد شراء غلاية زرقاء اليوم",
                "קנו לי קומקום כחול",
                "청주전자를 사고 싶어요",
                "Kırmızı çaydanlığı IĞDIR'a gönder, İPTAL etme",
                "Größe ß, ﬀ, ñ as n\u0303, Ω as \u2126",
                "👩🏽‍🚀🫖🇨🇳 bitte 🙏",
                "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐍈 𠜎",
                "lone \ud83d and \udc00 surrogates",
                "\u202Eright to left\u202C and \u200Bzero width"
            })
    void goThroughAsTheyAre(String text) {
        ScriptedModel model = ScriptedModel.answering(request -> switch (request.call()
                        .purpose()) {
                    case USER ->
                        Attributes.of("message", text)
                                .with("status", "going_on")
                                .toJson();
                    case GOAL_CHECK ->
                        Attributes.of("rationale", text)
                                .with("goal_achieved", true)
                                .toJson();
                    default ->
                        Attributes.of("rationale", text).with("result", "yes").toJson();
                })
                .asJudge();
        EvaluationResult result = Evaluation.of(ConversationSimulator.builder()
                        .testCases(TestCase.builder()
                                .goal(text)
                                .persona(text)
                                .context("wish", text)
                                .simulationGuidelines(text)
                                .build())
                        .userModel(model)
                        .build())
                .agent(request -> Answer.of(
                        request.lastMessage(),
                        java.util.List.of(
                                ToolCall.of("1", text, Attributes.of("q", text).toJson())
                                        .withResult(text))))
                .scorers(new ConversationCompleteness())
                .run();

        try (var records = result.records()) {
            SessionRecord session = records.findFirst().orElseThrow();
            assertThat(session.conversation().messages())
                    .extracting(Message::text)
                    .containsOnly(text);
            assertThat(session.row().stopRationale()).isEqualTo(text);
            assertThat(session.assessments().getFirst().feedback().rationale()).isEqualTo(text);
            assertThat(session.testCase().goal()).isEqualTo(text);
        }
        for (ModelRequest request : model.requests()) {
            String asked = request.messages().stream().map(Message::text).collect(Collectors.joining("\n"));
            if (request.call().purpose() != Purpose.USER || request.call().turn() > 1) {
                assertThat(asked).contains(Attributes.of("text", text).toJson().substring(1));
            }
            if (request.call().purpose() == Purpose.USER) {
                assertThat(asked).contains("What you want: " + text).contains("Who you are: " + text);
            }
        }
        assertThat(result.store()
                        .sessions()
                        .search(SessionQuery.ofRun(result.runId()).withText(text)))
                .hasSize(1);
    }

    @Test
    void areTestedWhereUpperAndLowerCaseAreNotWhatOneThinks() {
        assertThat(Locale.getDefault().getLanguage()).isEqualTo("tr");
        assertThat("TITLE".toLowerCase(Locale.getDefault())).isNotEqualTo("title");
    }

    @Test
    void findsCirclesInAnyScript() {
        Map<String, Integer> turns = new java.util.TreeMap<>();
        for (String text : java.util.List.of("你好？", "مرحبا؟", "İYİ GÜNLER")) {
            Conversation conversation = ConversationSimulator.builder()
                    .testCases(TestCase.of("goal"))
                    .maxTurns(8)
                    .simulatedUser(request -> UserReply.of(text))
                    .goalCheck(GoalCheck.never())
                    .build()
                    .simulate(request -> Answer.of(text))
                    .getFirst()
                    .conversation();
            turns.put(text, conversation.size());
        }

        assertThat(turns.values()).containsOnly(3);
    }
}
