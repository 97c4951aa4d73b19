package dev.rehearsal.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.Ledger;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.testing.ScriptedModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatorBuilderTest {
    private static SimulatorBuilder complete() {
        return ConversationSimulator.builder()
                .testCases(TestCase.of("Buy a blue kettle"))
                .simulatedUser(request -> UserReply.of("hello"))
                .goalCheck(GoalCheck.never());
    }

    @Test
    void refusesEveryNumberThatCannotBe() {
        assertThatThrownBy(() -> complete()
                        .maxTurns(0)
                        .trials(-1)
                        .conversations(0)
                        .agentTimeout(Duration.ZERO)
                        .build())
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.faults())
                                .extracting(Fault::place)
                                .containsExactly("max_turns", "trials", "conversations", "agent_timeout"));
    }

    @Test
    void sendsNothingToAModelThatNobodyChose() {
        assertThatThrownBy(() -> ConversationSimulator.builder()
                        .testCases(TestCase.of("Buy a blue kettle"))
                        .modelSettings(new ModelSettings(Map.of(), null, List.of(), 0))
                        .build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no model is named that plays the simulated user");
    }

    @Test
    void asksForNoModelWhereScriptsSayEverything() {
        TestCase fixed = scripted(ScriptStep.say("Hello"), ScriptStep.agentSaid("hello"));
        ConversationSimulator simulator = withoutAModel(fixed).build();

        Simulation simulation =
                simulator.simulate(request -> Answer.of("hello to you")).getFirst();

        assertThat(simulator.userName()).isEqualTo("script:/");
        assertThat(simulation.stopReason()).isInstanceOf(StopReason.ScriptCompleted.class);
        assertThatThrownBy(() ->
                        withoutAModel(fixed, TestCase.of("Buy a blue kettle")).build())
                .hasMessageContaining("no model is named that plays the simulated user");
        for (ScriptStep more : List.of(ScriptStep.proceed(1), ScriptStep.checkGoal(), ScriptStep.judge("is polite"))) {
            TestCase needsAModel = scripted(ScriptStep.say("Hello"), more);
            assertThatThrownBy(() -> withoutAModel(needsAModel).build())
                    .hasMessageContaining("no model is named that plays the simulated user");
            assertThatThrownBy(() ->
                            withoutAModel(needsAModel).userModel("script:/").build())
                    .hasMessageContaining("'script:/' is for scripts that say all that users say");
        }
    }

    private static TestCase scripted(ScriptStep... steps) {
        return TestCase.builder()
                .goal("Buy a blue kettle")
                .script(Script.of(steps))
                .build();
    }

    private static SimulatorBuilder withoutAModel(TestCase... cases) {
        return ConversationSimulator.builder()
                .testCases(cases)
                .modelSettings(new ModelSettings(Map.of(), null, List.of(), 0));
    }

    @Test
    void asksForAGoalCheckBesideASimulatedUserOfOnesOwn() {
        assertThatThrownBy(() -> ConversationSimulator.builder()
                        .testCases(TestCase.of("Buy a blue kettle"))
                        .simulatedUser(request -> UserReply.of("hello"))
                        .build())
                .hasMessageContaining("goal_check_model");
    }

    @Test
    void countsWhatASessionUsedBeforeItGoesOn() {
        ScriptedModel model = ScriptedModel.replying(request ->
                ModelReply.of("{\"message\":\"hello\",\"status\":\"going_on\"}").withUsage(Usage.of(100, 100)));
        ConversationSimulator simulator = ConversationSimulator.builder()
                .testCases(TestCase.of("Buy a blue kettle"))
                .userModel(model)
                .goalCheck(GoalCheck.never())
                .sessionBudget(Budget.NONE.withTokens(10_000L))
                .build();
        List<Simulation> ended = new ArrayList<>();
        var conversation = new Conversation(List.of(Turn.of(1, "hello", Answer.of("answer"))));
        var used = new Spend(9, Usage.of(9_000, 500), BigDecimal.ONE);

        simulator.simulate(
                request -> Answer.of("answer " + request.turn()),
                TestCases.of(TestCase.of("Buy a blue kettle")),
                (index, testCase, trial) -> Optional.of(new SimulationStart(
                        SessionPlan.key("run", index, testCase, trial, 1),
                        conversation,
                        null,
                        Map.of(),
                        testCase.script(),
                        List.of(),
                        Map.of(Purpose.USER, used))),
                Ledger.ofRun(Budget.NONE),
                event -> {
                    if (event instanceof SimulationEvent.SessionEnded(var key, var simulation)) {
                        ended.add(simulation);
                    }
                },
                new Cancellation());

        assertThat(ended).singleElement().satisfies(simulation -> {
            assertThat(simulation.stopReason()).isInstanceOf(StopReason.BudgetSpent.class);
            assertThat(simulation.spend().get(Purpose.USER).usage()).isEqualTo(used.usage());
        });
    }
}
