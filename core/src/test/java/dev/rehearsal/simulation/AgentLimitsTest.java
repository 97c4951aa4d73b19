package dev.rehearsal.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.TestCase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgentLimitsTest {
    private static SimulatorBuilder conversations(int conversations) {
        return ConversationSimulator.builder()
                .testCases(IntStream.range(0, conversations)
                        .mapToObj(i -> TestCase.of("goal " + i))
                        .toList())
                .simulatedUser(request -> UserReply.of("hello"))
                .goalCheck(GoalCheck.never());
    }

    @Test
    void neverHaveMoreCallsInFlightAndUseWhatTheyAllow() {
        var inFlight = new AtomicInteger();
        var most = new AtomicInteger();
        var three = new CyclicBarrier(3);

        List<Simulation> simulations = conversations(12)
                .maxTurns(2)
                .agentLimits(AgentLimits.NONE.withConcurrency(3))
                .build()
                .simulate(request -> {
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    three.await(30, TimeUnit.SECONDS);
                    inFlight.decrementAndGet();
                    return Answer.of("fine");
                });

        assertThat(most).hasValue(3);
        assertThat(simulations)
                .hasSize(12)
                .allSatisfy(each -> assertThat(each.stopReason()).isInstanceOf(StopReason.MaxTurns.class));
    }

    @Test
    void makeACallWaitBeforeItBeginsSoThatItsLatencyIsTheAgents() {
        var time = new AtomicLong();
        InstantSource now = () -> Instant.ofEpochSecond(time.get());

        List<Simulation> simulations = conversations(3)
                .maxTurns(1)
                .agentLimits(AgentLimits.NONE.withConcurrency(1))
                .clock(now.withZone(ZoneOffset.UTC))
                .build()
                .simulate(request -> {
                    time.addAndGet(10);
                    return Answer.of("fine");
                });

        assertThat(simulations)
                .extracting(each ->
                        each.conversation().last().orElseThrow().startedAt().getEpochSecond())
                .containsExactlyInAnyOrder(0L, 10L, 20L);
    }

    @Test
    void spreadCallsOverTheMinute() throws InterruptedException {
        var waited = new ArrayList<Duration>();
        var gate = new AgentGate(AgentLimits.NONE.withRequestsPerMinute(1), waited::add);

        for (int i = 0; i < 3; i++) {
            gate.enter();
            gate.leave();
        }

        assertThat(waited).hasSize(2);
        assertThat(waited.get(0)).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(waited.get(1)).isGreaterThan(waited.get(0)).isLessThanOrEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void leaveRoomForOthersWhereWhoWaitsIsInterrupted() throws InterruptedException {
        var interrupted = new AtomicInteger();
        var gate = new AgentGate(new AgentLimits(1, 1), duration -> {
            if (interrupted.incrementAndGet() == 1) {
                throw new InterruptedException();
            }
        });
        gate.enter();
        gate.leave();

        assertThatThrownBy(gate::enter).isInstanceOf(InterruptedException.class);
        gate.enter();

        assertThat(interrupted).hasValue(2);
    }

    @Test
    void refuseWhatNobodyCouldKeep() {
        assertThatThrownBy(() -> new AgentLimits(0, -1))
                .hasMessageContaining("agent_concurrency: is at least 1, found 0")
                .hasMessageContaining("agent_requests_per_minute: is at least 1, found -1");
    }
}
