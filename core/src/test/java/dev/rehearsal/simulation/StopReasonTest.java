package dev.rehearsal.simulation;

import static dev.rehearsal.simulation.SampleSimulation.USER;
import static dev.rehearsal.simulation.SampleSimulation.answer;
import static dev.rehearsal.simulation.SampleSimulation.only;
import static dev.rehearsal.simulation.SampleSimulation.simulator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Why simulations end. */
class StopReasonTest {
    @Test
    void stopsWhenTheGoalIsAchieved() {
        Simulation simulation = only(
                simulator()
                        .goalCheck(request ->
                                new GoalVerdict(request.conversation().size() == 2, "the kettle is there")),
                SampleSimulation::answer);

        assertThat(simulation.stopReason()).isEqualTo(new StopReason.GoalAchieved("the kettle is there"));
        assertThat(simulation.conversation().size()).isEqualTo(2);
        assertThat(simulation.sessionId().value()).startsWith("sim-");
    }

    @Test
    void stopsAtTheLastTurnWithTheLastRationale() {
        Simulation simulation = only(simulator(), SampleSimulation::answer);

        assertThat(simulation.stopReason()).isEqualTo(new StopReason.MaxTurns("not yet"));
        assertThat(simulation.conversation().size()).isEqualTo(4);
        assertThat(simulation.goalVerdicts()).hasSize(4);
    }

    @Test
    void endsWhenTheUserGivesUpAndDoesNotDeliverItsLastWord() {
        Simulation simulation = only(
                simulator()
                        .simulatedUser(
                                request -> request.turn() == 2 ? UserReply.givesUp("forget it") : USER.next(request)),
                SampleSimulation::answer);

        assertThat(simulation.stopReason())
                .isEqualTo(new StopReason.UserGaveUp("the simulated user left with: forget it"));
        assertThat(simulation.conversation().size()).isEqualTo(1);
    }

    @Test
    void endsGoodbyesThatGoOnWithoutTheGoal() {
        Simulation simulation = only(
                simulator().maxTurns(10).simulatedUser(request -> UserReply.satisfied("thanks, bye " + request.turn())),
                SampleSimulation::answer);

        assertThat(simulation.stopReason()).isInstanceOf(StopReason.Stalled.class);
        assertThat(simulation.conversation().size()).isEqualTo(1);
    }

    @Test
    void endsConversationsThatGoInCircles() {
        Simulation simulation = only(
                simulator().maxTurns(10).simulatedUser(request -> UserReply.of("Hello?")),
                request -> Answer.of("Please wait."));

        assertThat(simulation.stopReason()).isInstanceOf(StopReason.Stalled.class);
        assertThat(simulation.conversation().size()).isEqualTo(3);
    }

    @Test
    void recordsWhatTheAgentThrew() {
        Simulation simulation = only(simulator(), request -> {
            if (request.turn() == 2) {
                throw new IllegalStateException("no database");
            }
            return answer(request);
        });

        assertThat(simulation.stopReason())
                .isEqualTo(new StopReason.AgentFailed("the agent threw java.lang.IllegalStateException: no database"));
        assertThat(simulation.conversation().size()).isEqualTo(2);
        assertThat(simulation.conversation().turns().getLast().failure()).contains("no database");
    }

    @Test
    @SuppressWarnings("NullAway") // this is what a careless agent does
    void callsAnAnswerWithoutTextEmpty() {
        assertThat(only(simulator(), request -> null).stopReason()).isInstanceOf(StopReason.EmptyAnswer.class);
        assertThat(only(simulator(), request -> Answer.of(" \n")).stopReason())
                .isInstanceOf(StopReason.EmptyAnswer.class);
    }

    @Test
    void refusesAnAnswerThatNobodyCanRead() {
        Simulation simulation = only(simulator(), request -> Answer.of("x".repeat(10_000_000)));

        assertThat(simulation.stopReason()).isInstanceOf(StopReason.AgentFailed.class);
        assertThat(simulation.stopReason().rationale()).hasSizeLessThan(500).contains("10000000");
    }

    @Test
    void interruptsAnAgentThatSleepsForEver() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        Simulation simulation = only(simulator().agentTimeout(Duration.ofMillis(50)), request -> {
            try {
                Thread.sleep(Duration.ofDays(1));
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return answer(request);
        });

        assertThat(simulation.stopReason()).isEqualTo(new StopReason.Timeout("the agent gave no answer within 0.05 s"));
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void callsASimulatedUserThatThrowsAtFault() {
        Simulation simulation = only(
                simulator().simulatedUser(request -> {
                    throw new IllegalStateException("cannot speak");
                }),
                SampleSimulation::answer);

        assertThat(simulation.stopReason()).isInstanceOf(StopReason.UserFailed.class);
        assertThat(simulation.stopReason().rationale()).contains("cannot speak");
    }

    @Test
    void endsSessionsThatTakeTooLong() {
        Simulation simulation = only(
                simulator()
                        .sessionBudget(Budget.NONE.withTime(Duration.ofMillis(100)))
                        .maxTurns(100),
                request -> {
                    Thread.sleep(30);
                    return answer(request);
                });

        assertThat(simulation.stopReason()).isInstanceOf(StopReason.Timeout.class);
    }

    @Test
    void endsSessionsUnderWayWhenTheTimeOfTheRunIsSpent() {
        Simulation simulation = only(
                simulator()
                        .runBudget(Budget.NONE.withTime(Duration.ofMillis(100)))
                        .maxTurns(100),
                request -> {
                    Thread.sleep(30);
                    return answer(request);
                });

        assertThat(simulation.stopReason()).isInstanceOf(StopReason.Timeout.class);
        assertThat(simulation.stopReason().rationale()).isEqualTo("the run took longer than its budget of 0.1 s");
    }

    @Test
    void saysThatTheBudgetOfTimeIsSpentAndNotThatTheAgentIsSlow() {
        Simulation simulation =
                only(simulator().sessionBudget(Budget.NONE.withTime(Duration.ofMillis(100))), request -> {
                    Thread.sleep(60_000);
                    return answer(request);
                });

        assertThat(simulation.stopReason().rationale()).isEqualTo("the session took longer than its budget of 0.1 s");
    }

    @Test
    void stopsGentlyAtTheEndOfTheTurn() {
        var cancellation = new Cancellation();

        List<Simulation> ended = ended(
                simulator().testCases(TestCase.of("one"), TestCase.of("two")).conversations(1),
                request -> {
                    cancellation.request();
                    return answer(request);
                },
                cancellation);

        assertThat(ended).hasSize(1);
        assertThat(ended.getFirst().stopReason()).isInstanceOf(StopReason.Cancelled.class);
        assertThat(ended.getFirst().conversation().size()).isEqualTo(1);
    }

    @Test
    void dropsTheTurnUnderWayWhenStoppedAtOnce() {
        var cancellation = new Cancellation();

        List<Simulation> ended = ended(
                simulator(),
                request -> {
                    if (request.turn() == 2) {
                        cancellation.requestAtOnce();
                        Thread.sleep(Duration.ofDays(1));
                    }
                    return answer(request);
                },
                cancellation);

        assertThat(ended.getFirst().stopReason()).isInstanceOf(StopReason.Cancelled.class);
        assertThat(ended.getFirst().conversation().size()).isEqualTo(1);
    }

    private static List<Simulation> ended(SimulatorBuilder builder, Agent agent, Cancellation cancellation) {
        List<Simulation> ended = new ArrayList<>();
        ConversationSimulator simulator = builder.build();
        simulator.simulate(
                agent,
                simulator.testCases(),
                SessionPlan.fresh("run"),
                simulator.newLedger(),
                event -> {
                    if (event instanceof SimulationEvent.SessionEnded(var key, var simulation)) {
                        ended.add(simulation);
                    }
                },
                cancellation);
        return ended;
    }
}
