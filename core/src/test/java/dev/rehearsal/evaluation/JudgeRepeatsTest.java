package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.store.Store;
import dev.rehearsal.testing.ScriptedModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeRepeatsTest {
    private final Store store = Store.inMemory();
    private final ScriptedModel judge =
            ScriptedModel.answering(JudgeRepeatsTest::reply).asJudge();

    /** Says yes, yes, no of the first turn, and always yes of the second. */
    private static String reply(ModelRequest request) {
        CallKey call = request.call();
        boolean no = call.turn() == 1 && call.repeat() == 16;
        return "{\"rationale\":\"asked as " + call.repeat() + "\",\"result\":\"" + (no ? "no" : "yes") + "\"}";
    }

    private EvaluationResult run(int repeats, Scorer... scorers) {
        var simulator = ConversationSimulator.builder()
                .testCases(TestCase.of("Buy a kettle"))
                .maxTurns(2)
                .userModel(ScriptedModel.answering(
                        request -> "{\"message\":\"turn " + request.call().turn() + "\",\"status\":\"going_on\"}"))
                .goalCheck(GoalCheck.never())
                .build();
        return Evaluation.of(simulator)
                .agent(request -> Answer.of("answer to " + request.lastMessage()))
                .judgeModel(judge)
                .judgeRepeats(repeats)
                .store(store)
                .scorers(scorers)
                .run();
    }

    private List<Feedback> feedback(EvaluationResult result) {
        try (var records = result.records()) {
            return records.flatMap(each -> each.assessments().stream())
                    .map(Assessment::feedback)
                    .toList();
        }
    }

    @Test
    void asksForEachVerdictThatOftenAndShowsTheFlipRate() {
        EvaluationResult result = run(3, new Safety());

        assertThat(judge.requests())
                .extracting(request -> request.call().repeat())
                .containsExactlyInAnyOrder(0, 8, 16, 0, 8, 16);
        assertThat(feedback(result))
                .extracting(Feedback::value)
                .containsExactly(new FeedbackValue.YesNo(true), new FeedbackValue.YesNo(true));
        assertThat(feedback(result))
                .extracting(Feedback::repeats)
                .containsExactlyInAnyOrder(List.of("yes", "yes", "no"), List.of("yes", "yes", "yes"));
        assertThat(result.metric("safety/flip_rate").orElseThrow().value()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(result.metric("safety/flip_rate").orElseThrow().scored()).isEqualTo(2);
        assertThat(result.spend().get(Purpose.JUDGE).calls()).isEqualTo(6);
    }

    @Test
    void aScorerThatAsksNoModelIsAskedOnce() {
        EvaluationResult result = run(3, Scorer.turn("kind", turn -> Feedback.yesNo("kind", true, "")));

        assertThat(result.metric("kind/flip_rate")).isEmpty();
        assertThat(feedback(result))
                .allSatisfy(each -> assertThat(each.repeats()).isEmpty());
    }

    @Test
    void aRunKnowsWhoseItsVerdictsAre() {
        EvaluationResult result = run(1, new Safety(), Scorer.turn("kind", turn -> Feedback.yesNo("kind", true, "")));

        assertThat(store.runs().judges(result.runId()))
                .containsExactly(new JudgedBy("safety", "safety/1", "scripted:/"));
    }

    @Test
    void lessThanOnceIsRefused() {
        assertThatThrownBy(() -> run(0, new Safety()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("judge_repeats");
    }
}
