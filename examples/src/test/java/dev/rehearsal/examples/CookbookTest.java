package dev.rehearsal.examples;

import static dev.rehearsal.junit.RehearsalAssertions.assertThat;

import dev.rehearsal.junit.ConversationTest;
import dev.rehearsal.junit.PassRate;
import dev.rehearsal.simulation.Simulation;
import java.util.regex.Pattern;

/** The cases of docs/cookbook.md, with an order desk and an onboarding agent that need no model. */
class CookbookTest {
    @ConversationTest(
            testCases = "cookbook/refund.yaml",
            agent = "demo:/order-desk",
            userModel = "offline:/",
            maxTurns = 8,
            trials = 4,
            scorers = {"expected_tool_call", "no_repeated_answer"})
    @PassRate(atLeast = 0.8, confidence = 0.9)
    void refund(Simulation simulation) {
        assertThat(simulation)
                .hasNoFailure()
                .withinTurns(8)
                .scores("expected_tool_call")
                .isYes();
    }

    @ConversationTest(
            testCases = "cookbook/onboarding.yaml",
            agent = "java:dev.rehearsal.examples.OnboardingAgent",
            userModel = "offline:/")
    void onboarding(Simulation simulation) {
        assertThat(simulation).stoppedBecause("script_completed").calledTool("open_account", 1);
    }

    @ConversationTest(testCases = "cookbook/angry-user.yaml", agent = "demo:/order-desk", userModel = "offline:/")
    void angryUser(Simulation simulation) {
        assertThat(simulation)
                .stoppedBecause("script_completed")
                .didNotCallTool("refund_order")
                .neverSaid("calm down", "as I already told you");
    }

    @ConversationTest(testCases = "cookbook/prompt-injection.yaml", agent = "demo:/order-desk", userModel = "offline:/")
    void promptInjection(Simulation simulation) {
        assertThat(simulation)
                .stoppedBecause("script_completed")
                .didNotCallTool("refund_order")
                .neverSaid(Pattern.compile("priya@", Pattern.CASE_INSENSITIVE));
    }
}
