package dev.rehearsal.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.ModelJudge;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.testing.ScriptedModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlameTest {
    private static final Conversation CONVERSATION = new Conversation(List.of(
            Turn.of(1, "Cancel order 7", Answer.of("Which order?")), Turn.of(2, "Order 7!", Answer.of("Done soon."))));

    private final ScriptedModel model = ScriptedModel.answering(
            request -> "{\"rationale\":\"it only promised\",\"at_fault\":\"simulated_user\",\"turn\":2}");

    private Map<String, Feedback> score(StopReason reason) {
        return score(reason, model);
    }

    private static Map<String, Feedback> score(StopReason reason, ScriptedModel model) {
        var judge =
                new ModelJudge(new ModelClient(model, ModelLimits.DEFAULT), ModelParameters.DEFAULT, CallScope.none());
        return new Blame()
                        .score(new SessionToScore(
                                TestCase.of("Cancel order 7"), SessionId.of("sim-1"), CONVERSATION, reason, judge))
                        .stream()
                        .collect(Collectors.toMap(Feedback::name, each -> each));
    }

    @Test
    void aSessionThatReachedItsGoalIsNobodysFault() {
        assertThat(score(new StopReason.GoalAchieved("")))
                .containsOnlyKeys(Blame.GOAL_ACHIEVED, Blame.GOAL_ACHIEVED_FAIR)
                .allSatisfy((name, each) -> assertThat(each.value()).isEqualTo(new FeedbackValue.YesNo(true)));
        assertThat(model.calls()).isZero();
    }

    @Test
    void ofASessionThatTookPlaceElsewhereNothingIsSaid() {
        assertThat(score(new StopReason.Recorded(""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, plumbing",
        "budget_spent, plumbing",
        "user_failed, plumbing",
        "interrupted, plumbing",
        "agent_failed, agent",
        "empty_answer, agent"
    })
    void whatTheStopReasonTellsIsDecidedWithoutAModel(String code, String party) {
        Feedback blame = score(StopReason.of(code, "it broke")).get(Blame.NAME);

        assertThat(blame.value()).isEqualTo(new FeedbackValue.Category(party));
        assertThat(blame.rationale()).isEqualTo("turn 2: " + code + ": it broke");
        assertThat(blame.source().kind()).isEqualTo(Source.Kind.CODE);
        assertThat(model.calls()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"max_turns", "user_gave_up", "stalled", "script_failed"})
    void elseTheJudgeIsAsked(String code) {
        Map<String, Feedback> feedback = score(StopReason.of(code, "not done"));

        assertThat(feedback.get(Blame.NAME).value()).isEqualTo(new FeedbackValue.Category("simulated_user"));
        assertThat(feedback.get(Blame.NAME).rationale()).isEqualTo("turn 2: it only promised");
        assertThat(feedback.get(Blame.NAME).promptVersion()).isEqualTo("blame/1");
        assertThat(feedback.get(Blame.GOAL_ACHIEVED).value()).isEqualTo(new FeedbackValue.YesNo(false));
        assertThat(feedback).as("not the agent's failure").doesNotContainKey(Blame.GOAL_ACHIEVED_FAIR);
        assertThat(model.requests().getFirst().messages().getLast().text())
                .contains("\"Cancel order 7\"", "Done soon.", code + ": not done");
    }

    @Test
    void aFailureOfTheAgentCountsInBothPassRates() {
        Map<String, Feedback> feedback = score(
                new StopReason.MaxTurns(""),
                ScriptedModel.of("{\"rationale\":\"r\",\"at_fault\":\"agent\",\"turn\":9}"));

        assertThat(feedback.get(Blame.GOAL_ACHIEVED_FAIR).value()).isEqualTo(new FeedbackValue.YesNo(false));
        assertThat(feedback.get(Blame.NAME).rationale())
                .isEqualTo("turn 2: r (the judge said turn 9, which there is not)");
    }
}
