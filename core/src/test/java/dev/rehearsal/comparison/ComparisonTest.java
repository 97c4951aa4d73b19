package dev.rehearsal.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final Store store = Store.inMemory();

    /** A run over those goals, each in so many trials, judged so. */
    private RunRecord run(IntStream goals, int trials, Function<SessionToScore, Feedback> verdict) {
        RunId runId = Evaluation.of(ConversationSimulator.builder()
                        .testCases(goals.mapToObj(i -> TestCase.of("goal " + i)).toList())
                        .maxTurns(1)
                        .trials(trials)
                        .seed(1)
                        .simulatedUser(request -> UserReply.of("message"))
                        .goalCheck(GoalCheck.never())
                        .build())
                .agent(request -> Answer.of("answer"))
                .scorers(Scorer.session("polite", verdict::apply))
                .store(store)
                .run()
                .runId();
        return store.runs().find(runId.value()).orElseThrow();
    }

    private static int number(SessionToScore session) {
        return Integer.parseInt(session.testCase().goal().substring(5));
    }

    private RunRecord passing(IntStream goals, int least) {
        return run(goals, 1, session -> Feedback.yesNo("polite", number(session) >= least, ""));
    }

    /** 30 cases of which 9 got worse: {@code statsmodels mcnemar(exact=True)} of 0 and 9 is 0.00390625; by Holm it is twice that. */
    @Test
    void findsWhatGotWorse() {
        RunRecord first = passing(IntStream.range(0, 30), 3);
        RunRecord second = passing(IntStream.range(0, 30), 12);

        Comparison comparison = Comparison.of(store, first, second);

        Difference polite = comparison.difference("polite").orElseThrow();
        assertThat(polite.first()).isCloseTo(0.9, within(1e-12));
        assertThat(polite.second()).isCloseTo(0.6, within(1e-12));
        assertThat(polite.test()).isEqualTo(Difference.Test.MCNEMAR);
        assertThat(polite.pValue()).isCloseTo(0.00390625, within(1e-12));
        assertThat(polite.adjusted()).isCloseTo(0.0078125, within(1e-12));
        assertThat(polite.verdict()).isEqualTo("worse");
        assertThat(polite.interval().high()).isNegative();
        assertThat(polite.rose()).isEmpty();
        assertThat(polite.fell()).hasSize(9);
        assertThat(polite.fell().getFirst().secondSessions()).hasSize(1);
        assertThat(comparison.regressions()).containsExactly(polite);
        assertThat(comparison.difference(Comparison.GOAL_ACHIEVED).orElseThrow().verdict())
                .isEqualTo("inside the noise");
        assertThat(Comparison.of(store, second, first)
                        .difference("polite")
                        .orElseThrow()
                        .verdict())
                .isEqualTo("better");
    }

    @Test
    void saysThatASmallDifferenceIsInsideTheNoise() {
        RunRecord first = passing(IntStream.range(0, 30), 3);
        RunRecord second = passing(IntStream.range(0, 30), 5);

        Difference polite =
                Comparison.of(store, first, second).difference("polite").orElseThrow();

        assertThat(polite.verdict()).isEqualTo("inside the noise");
        assertThat(polite.pValue()).isEqualTo(0.5);
        assertThat(polite.interval().contains(0)).isTrue();
        assertThat(polite.detectable()).isGreaterThan(0.06);
        assertThat(polite.isRegression()).isFalse();
    }

    /** 6 of 30 got worse: {@code statsmodels mcnemar(exact=True)} of 0 and 6 is 0.03125; by Holm over two metrics it is 0.0625. */
    @Test
    void saysWhyItIsNoiseWhereTheIntervalLeavesOutZero() {
        RunRecord first = passing(IntStream.range(0, 30), 3);
        RunRecord second = passing(IntStream.range(0, 30), 9);

        Difference polite =
                Comparison.of(store, first, second).difference("polite").orElseThrow();

        assertThat(polite.verdict()).isEqualTo("inside the noise");
        assertThat(polite.interval().high()).isNegative();
        assertThat(polite.noiseDespiteItsInterval().orElseThrow())
                .contains("looks at this metric alone (p = 0.031)", "may well be chance (p = 0.063)");
        assertThat(Comparison.of(store, first, passing(IntStream.range(0, 30), 5))
                        .difference("polite")
                        .orElseThrow()
                        .noiseDespiteItsInterval())
                .isEmpty();
        assertThat(Comparison.of(store, first, passing(IntStream.range(0, 30), 12))
                        .difference("polite")
                        .orElseThrow()
                        .noiseDespiteItsInterval())
                .isEmpty();
    }

    /** 12 cases, 4 trials; in each case one trial fewer passes: all signs alike, so 2 of 4096 patterns. */
    @Test
    void comparesMeansOfCasesWhereTheyHaveTrials() {
        RunRecord first = run(IntStream.range(0, 12), 4, session -> Feedback.yesNo("polite", true, ""));
        var seen = new java.util.concurrent.ConcurrentHashMap<String, Boolean>();
        RunRecord second = run(
                IntStream.range(0, 12),
                4,
                session -> Feedback.yesNo(
                        "polite", seen.putIfAbsent(session.testCase().goal(), true) != null, ""));

        Difference polite =
                Comparison.of(store, first, second).difference("polite").orElseThrow();

        assertThat(polite.test()).isEqualTo(Difference.Test.SIGN_FLIP);
        assertThat(polite.difference()).isCloseTo(-0.25, within(1e-12));
        assertThat(polite.pValue()).isEqualTo(2.0 / 4096);
        assertThat(polite.fell().getFirst().secondSessions()).hasSize(4);
    }

    @Test
    void namesWhatIsInOneRunOnlyAndCountsWhatCouldNotBeScored() {
        RunRecord first = passing(IntStream.range(0, 10), 0);
        RunRecord second = run(IntStream.range(2, 12), 1, session -> {
            if (number(session) == 5) {
                throw new IllegalStateException("no verdict");
            }
            return Feedback.yesNo("polite", true, "");
        });

        Comparison comparison = Comparison.of(store, first, second);

        assertThat(comparison.cases()).isEqualTo(8);
        assertThat(comparison.onlyInFirst()).hasSize(2);
        assertThat(comparison.onlyInSecond()).hasSize(2);
        Difference polite = comparison.difference("polite").orElseThrow();
        assertThat(polite.cases()).isEqualTo(7);
        assertThat(polite.unscoredFirst()).isZero();
        assertThat(polite.unscoredSecond()).isEqualTo(1);
        assertThat(polite.unpaired()).isEqualTo(1);
    }

    @Test
    void comparesNumbersAndCategoriesWithoutCallingThemBetter() {
        RunRecord first = run(IntStream.range(0, 12), 1, session -> Feedback.number("polite", number(session), ""));
        RunRecord second =
                run(IntStream.range(0, 12), 1, session -> Feedback.number("polite", number(session) + 1, ""));
        assertThat(Comparison.of(store, first, second)
                        .difference("polite")
                        .orElseThrow()
                        .verdict())
                .isEqualTo("higher");
        assertThat(Comparison.of(store, first, second).regressions()).isEmpty();

        RunRecord calm = run(IntStream.range(0, 12), 1, session -> Feedback.category("polite", "none", ""));
        RunRecord angry = run(IntStream.range(0, 12), 1, session -> Feedback.category("polite", "unresolved", ""));
        Comparison moods = Comparison.of(store, calm, angry);
        assertThat(moods.differences().stream().map(Difference::metric))
                .containsExactly(Comparison.GOAL_ACHIEVED, "polite/none", "polite/unresolved");
        assertThat(moods.difference("polite/none").orElseThrow().verdict()).isEqualTo("lower");
    }

    @Test
    void refusesRunsWithoutACaseInCommon() {
        RunRecord first = passing(IntStream.range(0, 3), 0);
        RunRecord second = passing(IntStream.range(3, 5), 0);

        assertThatThrownBy(() -> Comparison.of(store, first, second))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no case in common")
                .hasMessageContaining("2 and 3 cases");
    }
}
