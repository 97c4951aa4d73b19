package dev.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.scorers.ExpectedAnswer;
import dev.rehearsal.scorers.ExpectedToolCall;
import dev.rehearsal.scorers.NoRepeatedAnswer;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.Simulation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCasesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 2026, -7})
    void reachTheirGoalsButForThePartialRefund(long seed) {
        Map<String, String> ends = Rehearsed.cases(OrderDesk.offline(), Rehearsed.CASES, seed).stream()
                .collect(Collectors.toMap(
                        each -> each.testCase().caseId().value(),
                        each -> each.stopReason().code()));

        assertThat(ends).hasSize(12);
        assertThat(ends.get("one-thing-of-two")).isEqualTo("user_gave_up");
        ends.remove("one-thing-of-two");
        assertThat(ends.values()).containsOnly("goal_achieved");
    }

    @Test
    void showWhyACaseFailed() {
        Simulation failed = simulation("one-thing-of-two");

        assertThat(failed.goalVerdicts().get(failed.conversation().size()).rationale())
                .contains("still open: get a refund for only the milk frother of order 1010")
                .contains("expected refund_order");
    }

    @Test
    void areTheSameForTheSameSeedAndOthersForAnother() {
        List<String> first = transcripts(1);

        assertThat(transcripts(1)).isEqualTo(first);
        assertThat(transcripts(2)).isNotEqualTo(first);
    }

    @Test
    void areNoCannedShow() {
        TestCases others = TestCases.of(
                TestCase.builder()
                        .goal("Cancel order 1008")
                        .context("customer_email", "sofia@example.com")
                        .expectation("expected_tool_calls", List.of("cancel_order"))
                        .build(),
                TestCase.builder()
                        .goal("Cancel order 1007")
                        .context("customer_email", "sofia@example.com")
                        .expectation("expected_tool_calls", List.of("cancel_order"))
                        .build());

        List<Simulation> simulations = Rehearsed.cases(OrderDesk.offline(), others, 1);

        assertThat(simulations.get(0).goalAchieved()).isTrue();
        assertThat(simulations.get(1).goalAchieved())
                .as("1007 was shipped already")
                .isFalse();
        assertThat(Rehearsed.transcript(simulations.get(1))).contains("was shipped already");
    }

    @Test
    void scoreABrokenAgentLower() {
        EvaluationResult sound = evaluated(OrderDesk.offline());
        EvaluationResult broken = evaluated(OrderDesk.forgetful());

        assertThat(mean(sound, "expected_tool_call")).isGreaterThan(0.9);
        for (String scorer : List.of("expected_tool_call", "expected_answer", "no_repeated_answer")) {
            assertThat(mean(broken, scorer)).as(scorer).isLessThan(mean(sound, scorer));
        }
        assertThat(broken.counts().getOrDefault("goal_achieved", 0L)).isZero();
        assertThat(sound.counts()).containsEntry("goal_achieved", 11L);
    }

    @Test
    void canBePlayedByAnAgentThatIsOpenedByName() throws Exception {
        var models = new ModelClients(ModelSettings.fromEnvironment(), ModelLimits.DEFAULT, Prices.bundled());
        Agent desk = AgentProvider.openAny(AgentSpec.of(DemoAgents.ORDER_DESK), models);

        assertThat(OfflineOrderDeskTest.talk(desk, "Hello").getFirst().text()).contains("order desk");
    }

    private static EvaluationResult evaluated(Agent agent) {
        return Evaluation.of(ConversationSimulator.builder()
                        .testCases(Rehearsed.CASES)
                        .userModel("offline:/")
                        .seed(1)
                        .build())
                .agent(agent)
                .scorers(new ExpectedToolCall(), new ExpectedAnswer(), new NoRepeatedAnswer())
                .run();
    }

    private static double mean(EvaluationResult result, String scorer) {
        return result.metric(scorer).orElseThrow().value();
    }

    private static List<String> transcripts(long seed) {
        return Rehearsed.cases(OrderDesk.offline(), Rehearsed.CASES, seed).stream()
                .map(Rehearsed::transcript)
                .toList();
    }

    private static Simulation simulation(String id) {
        TestCase testCase = Rehearsed.CASES
                .open()
                .filter(CaseItem.Valid.class::isInstance)
                .map(item -> ((CaseItem.Valid) item).testCase())
                .filter(each -> each.caseId().value().equals(id))
                .findFirst()
                .orElseThrow();
        return Rehearsed.cases(OrderDesk.offline(), TestCases.of(testCase), 1).getFirst();
    }
}
