package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.comparison.Comparison;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void useAStore() {
        shell = new Shell()
                .columns(120)
                .appending("--store", folder.resolve("runs.db").toString());
    }

    /** A run over 20 cases from that one on, in which those from {@code least} on are polite. */
    private String run(int from, int least) {
        try (Store store = Store.open(folder.resolve("runs.db").toString())) {
            return Evaluation.of(ConversationSimulator.builder()
                            .testCases(IntStream.range(from, from + 20)
                                    .mapToObj(i -> TestCase.of("goal " + i))
                                    .toList())
                            .maxTurns(1)
                            .simulatedUser(request -> UserReply.of("message"))
                            .goalCheck(GoalCheck.never())
                            .build())
                    .agent(request -> Answer.of("answer"))
                    .scorers(Scorer.session(
                            "polite",
                            session -> Feedback.yesNo(
                                    "polite",
                                    Integer.parseInt(session.testCase().goal().substring(5)) >= least,
                                    "")))
                    .store(store)
                    .run()
                    .runId()
                    .value();
        }
    }

    @Test
    void showsWhatGotWorseAndInWhichCases() {
        String first = run(0, 0);
        String second = run(0, 8);

        Shell.Result result = shell.run("compare", first, second);

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("A  run " + first, "B  run " + second, "20 cases in both")
                .containsPattern("polite/mean +1\\.000 +0\\.600 +-0\\.400 .* 0\\.016 +worse")
                .contains(
                        "p is corrected for 2 metrics (Holm); each interval is of its metric alone.",
                        "worse in 8 cases",
                        "Next  rehearse sessions show sim-");
        assertThat(shell.run("compare", first, second, "--fail-on-regression").code())
                .isEqualTo(1);
        assertThat(shell.run("compare", second, first, "--fail-on-regression").code())
                .isZero();
    }

    @Test
    void saysInWordsWhatIsNoise() {
        Shell.Result result = shell.run("compare", run(0, 0), run(1, 2), "--fail-on-regression");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("19 cases in both", "Cases only in A: ", "Cases only in B: ")
                .containsPattern(
                        "polite/mean: inside the noise; runs like these would show a difference from 0\\.1\\d\\d on");
    }

    @Test
    void saysWhyItIsNoiseWhereTheIntervalLeavesOutZero() {
        Shell.Result result = shell.run("compare", run(0, 0), run(0, 6));

        assertThat(result.out())
                .containsPattern("polite/mean .* 0\\.063 +inside the noise")
                .containsPattern(
                        "(?s)the interval leaves out 0, as\\s+it\\s+looks\\s+at\\s+this\\s+metric\\s+alone\\s+\\(p\\s+=\\s+0\\.031\\)");
    }

    @Test
    void callsNoProbabilityNothing() {
        assertThat(shell.run("compare", run(0, 0), run(0, 15)).out()).containsPattern("polite/mean .* <0\\.001 +worse");
    }

    @Test
    void keepsNamesWholeOnANarrowTerminal() {
        Shell.Result result = shell.columns(80).run("compare", run(0, 0), run(0, 8));

        assertThat(result.out())
                .contains("stop_reason/goal_achieved", "B - A with 95 % confidence: -0.6")
                .containsPattern("polite/mean +1\\.000 +0\\.600 +-0\\.400 +0\\.016 +worse");
        assertThat(result.out().lines().filter(line -> !line.contains("--store")))
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void writesJson() {
        Attributes values = Attributes.parse(
                shell.run("compare", run(0, 0), run(0, 8), "--json").out());

        assertThat(values.get("cases")).contains(20);
        Map<?, ?> polite = (Map<?, ?>) ((List<?>) values.get("differences").orElseThrow()).getLast();
        assertThat(polite.get("metric")).isEqualTo("polite/mean");
        assertThat(polite.get("verdict")).isEqualTo("worse");
        assertThat(polite.get("test")).isEqualTo("mcnemar");
        assertThat((List<?>) polite.get("fell")).hasSize(8);
        assertThat(((Map<?, ?>) ((List<?>) values.get("differences").orElseThrow()).getFirst()).get("metric"))
                .isEqualTo(Comparison.GOAL_ACHIEVED);
    }

    @Test
    void refusesRunsThatShareNothing() {
        Shell.Result result = shell.run("compare", run(0, 0), run(100, 0));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("no case in common");
    }
}
