package dev.rehearsal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.TestCase;
import java.util.List;

/** A case, a simulated user and an agent that say what turn it is, and no more. */
final class SampleSimulation {
    static final TestCase CASE = TestCase.builder()
            .goal("Buy a blue kettle")
            .context("user_id", "u1")
            .build();

    static final SimulatedUser USER = request -> UserReply.of("message " + request.turn());
    private static final GoalCheck NOT_YET = request -> new GoalVerdict(false, "not yet");

    private SampleSimulation() {}

    /** Of the one case, in four turns, without ever achieving its goal. */
    static SimulatorBuilder simulator() {
        return ConversationSimulator.builder()
                .testCases(CASE)
                .maxTurns(4)
                .simulatedUser(USER)
                .goalCheck(NOT_YET);
    }

    static Answer answer(AgentRequest request) {
        return Answer.of("answer " + request.turn());
    }

    /** Runs it; there is one simulation. */
    static Simulation only(SimulatorBuilder simulator, Agent agent) {
        List<Simulation> simulations = simulator.build().simulate(agent);
        assertThat(simulations).hasSize(1);
        return simulations.getFirst();
    }
}
