package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.store.Store;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private final Store store = Store.inMemory();

    /** 30 cases, of which the first so many are impolite. */
    private EvaluationResult run(int impolite, String scorer, @Nullable Baseline baseline) {
        return Evaluation.of(ConversationSimulator.builder()
                        .testCases(IntStream.range(0, 30)
                                .mapToObj(i -> TestCase.of("goal " + i))
                                .toList())
                        .maxTurns(1)
                        .simulatedUser(request -> UserReply.of("message"))
                        .goalCheck(GoalCheck.never())
                        .build())
                .agent(request -> Answer.of("answer"))
                .scorers(Scorer.session(
                        scorer,
                        session -> Feedback.yesNo(
                                scorer,
                                Integer.parseInt(session.testCase().goal().substring(5)) >= impolite,
                                "")))
                .store(store)
                .baseline(baseline)
                .run();
    }

    @Test
    void isNotMetByARunThatIsWorseBeyondNoise() {
        EvaluationResult before = run(0, "polite", null);

        EvaluationResult after = run(12, "polite", Baseline.parse("latest"));

        assertThat(before.gate()).isEmpty();
        assertThat(after.passed()).isFalse();
        assertThat(after.reasons())
                .containsExactly("polite/mean is 0.600, 0.400 less than in the baseline " + before.runId()
                        + ", which is more than noise (p 0.001)");
    }

    @Test
    void putsUpWithNoiseUnlessADropIsNamed() {
        String before = run(0, "polite", null).runId().value();

        assertThat(run(3, "polite", new Baseline(before, null)).passed()).isTrue();
        assertThat(run(3, "polite", new Baseline(before, 0.1)).passed()).isTrue();
        assertThat(run(3, "polite", new Baseline(before, 0.09)).reasons())
                .singleElement()
                .asString()
                .startsWith("polite/mean is 0.900, 0.100 less than in the baseline")
                .endsWith("and the gate allows 0.09");
    }

    @Test
    void isNotMetByARunThatLeavesAScorerOut() {
        String before = run(0, "polite", null).runId().value();

        assertThat(run(0, "kind", new Baseline(before, null)).reasons())
                .containsExactly("polite was scored in the baseline " + before + " and not here");
    }

    @Test
    void isRefusedBeforeTheRunWhereThereIsNoSuchRun() {
        assertThatThrownBy(() -> run(0, "polite", new Baseline("run-nowhere", null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("baseline")
                .hasMessageContaining("run-nowhere");
        assertThat(store.runs().list(5)).isEmpty();
    }

    @Test
    void isReadFromText() {
        assertThat(Baseline.parse("run-1")).isEqualTo(new Baseline("run-1", null));
        assertThat(Baseline.parse("run-1=0.05")).isEqualTo(new Baseline("run-1", 0.05));
        assertThatThrownBy(() -> Baseline.parse("run-1=much")).hasMessageContaining("found 'run-1=much'");
        assertThatThrownBy(() -> Baseline.parse("run-1=2")).hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> Baseline.parse(" ")).isInstanceOf(InvalidInputException.class);
    }
}
