package dev.rehearsal.junit;

import static dev.rehearsal.junit.RehearsalAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Model;
import dev.rehearsal.scorers.UserFrustration;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.testing.ScriptedModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertionsProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AssertionsTest {
    private static final Scorer POLITE = Scorer.session(
            "polite",
            session -> Feedback.yesNo(
                    "polite",
                    session.conversation().messages().stream()
                            .anyMatch(each -> each.text().contains("sorry")),
                    "looked for an apology"));

    private static final Scorer LENGTH = Scorer.turn(
            "length", turn -> Feedback.number("length", turn.output().length(), ""));

    private static Simulation simulation(String goal) {
        var desk = new Desk() {};
        return ConversationSimulator.builder()
                .testCases(TestCase.of(goal))
                .simulatedUser(desk.user)
                .goalCheck(desk.goalCheck)
                .maxTurns(3)
                .build()
                .simulate(desk.agent())
                .getFirst();
    }

    private static final Simulation REFUND = simulation("Get the money for order A-1 back");
    private static final Simulation STATUS = simulation("Learn where order B-2 is");

    @Test
    void holdForWhatTookPlace() {
        assertThat(REFUND)
                .achievedGoal()
                .hasNoFailure()
                .stoppedBecause("goal_achieved")
                .withinTurns(2)
                .answeredWithin(Duration.ofMinutes(5))
                .costsLessThan(0.01)
                .usesAtMostTokens(0)
                .calledTool("refund")
                .calledTool("refund", 1)
                .calledToolWith("refund", Map.of("order", "A-1"))
                .calledToolWith("refund", Map.of("amount", 12))
                .calledToolsInOrder("refund")
                .didNotCallTool("delete")
                .said("YOUR MONEY")
                .said(Pattern.compile("money is on \\w+ way"))
                .saidInTurn(1, "number")
                .neverSaid("password", "sorry")
                .neverSaid(Pattern.compile("\\bno\\b"))
                .scores(LENGTH)
                .isAtLeast(10)
                .isAtMost(40)
                .and()
                .scores(POLITE)
                .isNo()
                .isEqualTo("no")
                .isNotEqualTo("yes");
        assertThat(STATUS).scores(POLITE).isYes().isAtLeast(1).scores(LENGTH).isAtLeast(1);
    }

    @TestFactory
    List<DynamicTest> sayWhatWasFoundInstead() {
        return List.of(
                fails(each -> each.achievedGoal(), "the session ended as max_turns"),
                fails(each -> each.stoppedBecause("goal_achieved"), "was to end as goal_achieved"),
                fails(each -> each.withinTurns(2), "2 turns at the most, but it took 3"),
                fails(each -> each.answeredWithin(Duration.ofNanos(1)), "answer within 0.000 s"),
                fails(each -> each.costsLessThan(0), "it cost 0"),
                fails(each -> each.calledTool("refund"), "'refund' was to be called, but none was"),
                fails(each -> each.calledTool("refund", 2), "called 2 times"),
                fails(each -> each.calledToolsInOrder("a", "b"), "a, b were to be called in that order"),
                fails(each -> each.said("money"), "was to say 'money', but never did"),
                fails(each -> each.saidInTurn(1, "sorry"), "'sorry' in turn 1, but it did not"),
                fails(each -> each.saidInTurn(9, "sorry"), "in turn 9, but there were 3"),
                fails(each -> each.neverSaid("sorry"), "never to say 'sorry', but it did in turn 2, 3"),
                fails(each -> each.neverSaid(Pattern.compile("sor+y")), "anything like /sor+y/"),
                fails(each -> each.scores(POLITE).isNo(), "polite was to be no, but is 'yes': looked for an apology"),
                fails(each -> each.scores(LENGTH).isAtMost(32), "length in turn 1 was to be 32 or less, but is '33'"),
                fails(
                        each -> each.scores(new UserFrustration()).isEqualTo("none"),
                        "user_frustration was to be 'none', but could not be judged: there is no judge model"));
    }

    @Test
    void nameTheToolsThatWereCalled() {
        assertThatThrownBy(() -> assertThat(REFUND).calledToolWith("refund", Map.of("order", "B-2")))
                .hasMessageContaining(
                        "with {\"order\":\"B-2\"}, but these were: refund {\"order\": \"A-1\", \"amount\": 12}");
        assertThatThrownBy(() -> assertThat(REFUND).didNotCallTool("refund"))
                .hasMessageContaining("was not to be called");
    }

    private static DynamicTest fails(Consumer<SimulationAssert> assertion, String message) {
        return DynamicTest.dynamicTest(
                message,
                () -> assertThatThrownBy(() -> assertion.accept(assertThat(STATUS)))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining(message)
                        .hasMessageContaining("User: It is B-2."));
    }

    private static Simulation simulation(TestCase testCase, String answer) {
        var desk = new Desk() {};
        return ConversationSimulator.builder()
                .testCases(testCase)
                .simulatedUser(desk.user)
                .goalCheck(desk.goalCheck)
                .build()
                .simulate(request -> Answer.of(answer))
                .getFirst();
    }

    @Test
    void knowWhetherAScriptWasCompleted() {
        TestCase script = TestCase.builder()
                .goal("Say hello")
                .script(Script.of(ScriptStep.say("Hello"), ScriptStep.agentSaid("Hi")))
                .build();

        assertThat(simulation(script, "Hi there")).completedScript().withinTurns(1);
        assertThatThrownBy(() -> assertThat(simulation(script, "Go away")).completedScript())
                .hasMessageContaining("the script was to be completed, but the session ended as script_failed: step 2");
    }

    @Test
    void takeNothingOfAHistoryForTheAgentsDoing() {
        TestCase goingOn = TestCase.builder()
                .goal("Get the money for order A-1 back")
                .history(new Conversation(List.of(Turn.of(
                        1, "Hello", Answer.of("The password, please", List.of(ToolCall.of("1", "find", "{}")))))))
                .script(Script.of(ScriptStep.say("My money")))
                .build();

        assertThat(simulation(goingOn, "It is coming."))
                .withinTurns(1)
                .neverSaid("password")
                .didNotCallTool("find")
                .saidInTurn(2, "coming")
                .scores(LENGTH)
                .isAtMost(13);
    }

    @Test
    void refuseAStopReasonThatIsNone() {
        assertThatThrownBy(() -> assertThat(STATUS).stoppedBecause("goal_achived"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no stop reason 'goal_achived'");
    }

    @Test
    void areSoftThroughAllOfAChain() {
        var softly = new RehearsalSoftAssertions();

        softly.assertThat(STATUS)
                .achievedGoal()
                .withinTurns(2)
                .scores(POLITE)
                .isNo()
                .isAtMost(0)
                .and()
                .calledTool("refund");
        softly.assertThat("AssertJ's own").isEmpty();

        assertThat(softly.errorsCollected()).hasSize(6);
        assertThatThrownBy(() -> RehearsalSoftAssertions.assertSoftlyAbout(
                        each -> each.assertThat(STATUS).achievedGoal().calledTool("refund")))
                .hasMessageContaining("the goal was to be achieved")
                .hasMessageContaining("'refund' was to be called");
        assertThat(softly).isInstanceOf(SoftAssertionsProvider.class);
    }

    @Test
    void beginOnALineOfTheirOwnAndNameThatOfTheTestWhereTheyAreSoft() {
        assertThatThrownBy(() -> RehearsalSoftAssertions.assertSoftlyAbout(each -> each.assertThat(STATUS)
                        .calledTool("refund")
                        .scores(POLITE)
                        .isNo()))
                .hasMessageContaining("-- failure 1 --\nthe tool 'refund' was to be called")
                .hasMessageContaining("-- failure 2 --\npolite was to be no")
                .message()
                .containsPattern("at AssertionsTest\\.\\S+\\(AssertionsTest\\.java:\\d+\\)\\s+-- failure 2 --")
                .doesNotContain("ToolCalls");
    }

    static class Judged extends Desk {
        static final ScriptedModel JUDGE = ScriptedModel.answering(
                        request -> "{\"rationale\":\"It was calm.\",\"result\":\"none\"}")
                .asJudge();

        final Model judgeModel = JUDGE;

        @ConversationTest(testCases = "refunds.yaml", maxTurns = 3)
        void refunds(Simulation simulation, RehearsalSoftAssertions softly) {
            assertThat(simulation).scores(new UserFrustration()).isEqualTo("none");
            assertThat(simulation).scores(new UserFrustration()).isNotEqualTo("unresolved");
            assertThat(simulation).scores("user_frustration").isEqualTo("none");
            softly.assertThat(simulation).scores(new UserFrustration()).isEqualTo("resolved");
            softly.assertThat(simulation).withinTurns(1);
        }
    }

    @Test
    void askAScorerOnceAndShowItsRationaleAndTheTranscriptOnce() {
        Engine.Found found = Engine.inMemory().run(Judged.class);

        assertThat(Judged.JUDGE.calls()).isEqualTo(2);
        assertThat(found.message("Get the money for order A-1 back"))
                .contains("user_frustration was to be 'resolved', but is 'none': It was calm.")
                .contains("1 turns at the most, but it took 2")
                .contains("Scored: user_frustration: none: It was calm. (scripted:/)")
                .containsOnlyOnce("User: It is A-1.");
    }
}
