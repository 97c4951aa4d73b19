package dev.rehearsal.examples;

import static dev.rehearsal.junit.RehearsalAssertions.assertThat;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.demo.OrderDesk;
import dev.rehearsal.junit.ConversationTest;
import dev.rehearsal.junit.RehearsalSoftAssertions;
import dev.rehearsal.model.Model;
import dev.rehearsal.scorers.UserFrustration;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.testing.ScriptedModel;
import java.util.Map;

/** The examples of docs/junit.md. */
class RefundTest {
    static final TestCases REFUND = TestCases.of(TestCase.builder()
            .id("toaster")
            .goal("Get a refund for order 1003. The toaster burns everything")
            .context("customer_email", "priya@example.com")
            .build());

    final Agent agent = OrderDesk.offline();

    final Model judgeModel = ScriptedModel.answering(
                    request -> "{\"rationale\": \"It was calm.\", \"result\": \"none\"}")
            .asJudge();

    @ConversationTest(maxTurns = 8, trials = 3, userModel = "offline:/")
    void refunds(Simulation simulation) {
        assertThat(simulation)
                .achievedGoal()
                .withinTurns(8)
                .calledTool("refund_order")
                .neverSaid("password")
                .scores(new UserFrustration())
                .isEqualTo("none");
    }

    @ConversationTest(maxTurns = 8, userModel = "offline:/")
    void refundsSoftly(Simulation simulation, TestCase testCase, RehearsalSoftAssertions softly) {
        softly.assertThat(simulation).achievedGoal().calledToolWith("refund_order", Map.of("order_number", 1003));
        softly.assertThat(testCase.context().names()).contains("customer_email");
    }
}
