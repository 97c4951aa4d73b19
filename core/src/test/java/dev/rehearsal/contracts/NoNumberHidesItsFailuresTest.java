package dev.rehearsal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Bound;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.evaluation.GateNotMetException;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.UserReply;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contract 4: an aggregate says how many were scored and how many failed, and carries an interval. */
class NoNumberHidesItsFailuresTest {
    private static EvaluationResult run(Bound... gate) {
        return Evaluation.of(ConversationSimulator.builder()
                        .testCases(IntStream.range(0, 20)
                                .mapToObj(i -> TestCase.of("goal " + i))
                                .toList())
                        .maxTurns(2)
                        .simulatedUser(request -> UserReply.of("message " + request.turn()))
                        .goalCheck(GoalCheck.never())
                        .build())
                .agent(request -> {
                    if (request.sessionId().value().isEmpty()) {
                        throw new IllegalStateException();
                    }
                    return Answer.of("answer " + request.turn());
                })
                .scorers(
                        Scorer.session("rated", session -> {
                            int number =
                                    Integer.parseInt(session.testCase().goal().substring(5));
                            if (number % 4 == 0) {
                                throw new IllegalStateException("no verdict on " + number);
                            }
                            return Feedback.yesNo("rated", number % 4 != 1, "");
                        }),
                        Scorer.turn(
                                "measured",
                                turn -> Feedback.number("measured", turn.turn().number(), "")),
                        Scorer.session("named", session -> Feedback.category("named", "kettle", "")),
                        Scorer.session(
                                "told", session -> Feedback.of("told", new FeedbackValue.Text("a long story"), "")),
                        Scorer.session("never", session -> {
                            throw new AssertionError("never");
                        }))
                .gate(gate)
                .run();
    }

    @Test
    void saysHowManyWereScoredAndHowManyFailed() {
        EvaluationResult result = run();

        Metric rated = result.metric("rated").orElseThrow();
        assertThat(rated.scored()).isEqualTo(15);
        assertThat(rated.failed()).isEqualTo(5);
        assertThat(rated.value()).isEqualTo(10 / 15.0);
        assertThat(rated.interval().low()).isLessThan(rated.value());
        assertThat(rated.interval().high()).isGreaterThan(rated.value());
        assertThat(result.metric("measured").orElseThrow().scored()).isEqualTo(40);
        assertThat(result.metric("never").orElseThrow()).isEqualTo(new Metric("never/mean", null, 0, 20, null));
    }

    @Test
    void makesARateOfACategoryAndNoNumberOfTexts() {
        EvaluationResult result = run();

        assertThat(result.metric("named")).isEmpty();
        assertThat(result.metric("named/kettle").orElseThrow().value()).isEqualTo(1.0);
        assertThat(result.metric("told")).isEmpty();
    }

    @Test
    void passesNoGateByWhatCouldNotBeScored() {
        assertThatThrownBy(() -> run(new Bound("rated", 0.6)).orThrow())
                .isInstanceOf(GateNotMetException.class)
                .hasMessageContaining("rated/mean is 0.500")
                .hasMessageContaining("5 of 20 could not be scored");
        assertThatThrownBy(() -> run(new Bound("never", 0)).orThrow())
                .hasMessageContaining("never/mean has no value: none of 20 could be scored");
        assertThatThrownBy(() -> run(new Bound("named", 0)).orThrow())
                .hasMessageContaining("there is no metric named/mean");
    }
}
