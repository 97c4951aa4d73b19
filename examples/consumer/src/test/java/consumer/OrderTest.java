package consumer;

import static dev.rehearsal.junit.RehearsalAssertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.junit.ConversationTest;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.Simulation;

/** A conversation as a test; scripts/check-release looks for its goal in the build's report. */
class OrderTest {
    static final TestCases CASES = TestCases.of(TestCase.of("Find out when order A-1001 arrives"));

    final Agent agent = request -> Answer.of("Order A-1001 arrives on Friday.");

    @ConversationTest(maxTurns = 3, trials = 2, userModel = "offline:/")
    void arrives(Simulation simulation) {
        assertThat(simulation).hasNoFailure().said("Friday");
    }
}
