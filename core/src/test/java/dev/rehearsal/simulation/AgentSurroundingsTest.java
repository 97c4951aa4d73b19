package dev.rehearsal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.TraceHeaders;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

/** What an agent finds around it: the session's id in the MDC, the turn's span as the current one, and a thread that can be interrupted. */
class AgentSurroundingsTest {
    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private static SimulatorBuilder simulator() {
        return ConversationSimulator.builder()
                .testCases(TestCase.of("Buy a blue kettle"))
                .maxTurns(2)
                .simulatedUser(request -> UserReply.of("message " + request.turn()))
                .goalCheck(GoalCheck.never());
    }

    @Test
    void hasTheSessionsIdInTheMdc() {
        var seen = new AtomicReference<String>();
        Simulation simulation = simulator()
                .build()
                .simulate(request -> {
                    seen.set(MDC.get("session_id"));
                    return Answer.of("answer " + request.turn());
                })
                .getFirst();

        assertThat(seen.get()).isEqualTo(simulation.sessionId().value());
    }

    @Test
    void leavesTheMdcOfAThreadThatIsUsedAgainAsItWas() throws InterruptedException {
        var after = new AtomicReference<>("not looked");
        var looked = new CountDownLatch(2);
        simulator()
                .agentThreads(code -> Thread.ofPlatform().unstarted(() -> {
                    code.run();
                    after.set(MDC.get("session_id"));
                    looked.countDown();
                }))
                .build()
                .simulate(request -> Answer.of("answer " + request.turn()));

        assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(after.get()).isNull();
    }

    @Test
    void makesItsSpansChildrenOfTheTurns() {
        Simulation simulation = simulator()
                .build()
                .simulate(request -> {
                    Span inner = GlobalOpenTelemetry.getTracer("agent")
                            .spanBuilder("lookup " + request.turn())
                            .startSpan();
                    inner.end();
                    return Answer.of("answer " + request.turn());
                })
                .getFirst();

        List<SpanData> spans = TELEMETRY.getSpans();
        for (int turn = 1; turn <= 2; turn++) {
            String name = "lookup " + turn;
            SpanData inner = spans.stream()
                    .filter(each -> each.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
            SpanData root = spans.stream()
                    .filter(each -> each.getSpanId().equals(inner.getParentSpanId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(root.getName()).isEqualTo("turn");
            TraceId trace = TraceId.of(simulation.sessionId(), turn);
            assertThat(root.getTraceId()).isEqualTo(trace.value());
            assertThat(root.getParentSpanId()).isEqualTo(trace.rootSpan());
            assertThat(inner.getTraceId()).isEqualTo(trace.value());
            assertThat(root.getAttributes().get(AttributeKey.stringKey("gen_ai.conversation.id")))
                    .isEqualTo(simulation.sessionId().value());
            assertThat(root.getAttributes().get(AttributeKey.longKey("rehearsal.turn")))
                    .isEqualTo(turn);
        }
    }

    @Test
    void hasTheHeadersThatTellOthersOfTheTurn() {
        var headers = new CopyOnWriteArrayList<Map<String, String>>();
        Simulation simulation = simulator()
                .build()
                .simulate(request -> {
                    headers.add(TraceHeaders.current());
                    return Answer.of("answer " + request.turn());
                })
                .getFirst();

        assertThat(headers).hasSize(2);
        for (int turn = 1; turn <= 2; turn++) {
            assertThat(headers.get(turn - 1)).containsEntry("baggage", "session.id=" + simulation.sessionId());
            assertThat(headers.get(turn - 1).get("traceparent"))
                    .startsWith("00-" + TraceId.of(simulation.sessionId(), turn) + "-")
                    .endsWith("-01");
        }
        assertThat(TraceHeaders.current()).isEmpty();
    }

    @Test
    void marksTheTurnOfAnAgentThatThrew() {
        simulator().build().simulate(request -> {
            throw new IllegalStateException("no database");
        });

        assertThat(TELEMETRY.getSpans()).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).isEqualTo("no database");
            assertThat(span.hasEnded()).isTrue();
        });
    }

    @Test
    void marksTheTurnOfAnAgentThatThrewAnError() {
        simulator().build().simulate(request -> {
            throw new AssertionError("not mine");
        });

        assertThat(TELEMETRY.getSpans())
                .singleElement()
                .satisfies(span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
    }

    @Test
    void isInterruptedWhenTheRunIsStoppedAtOnce() throws InterruptedException {
        var cancellation = new Cancellation();
        var asked = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        ConversationSimulator simulator = simulator().build();
        Thread run = Thread.ofVirtual()
                .start(() -> simulator.simulate(
                        request -> {
                            asked.countDown();
                            try {
                                Thread.sleep(Duration.ofDays(1));
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                                throw e;
                            }
                            return Answer.of("never");
                        },
                        simulator.testCases(),
                        SessionPlan.fresh("run"),
                        simulator.newLedger(),
                        event -> {},
                        cancellation));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        cancellation.requestAtOnce();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        run.join();
    }

    @Test
    void runsOnTheThreadsThatItIsGiven() {
        var virtual = new AtomicReference<Boolean>();
        var name = new AtomicReference<String>();
        simulator()
                .agentThreads(Thread.ofPlatform().name("desk-", 0).factory())
                .build()
                .simulate(request -> {
                    virtual.set(Thread.currentThread().isVirtual());
                    name.set(Thread.currentThread().getName());
                    return Answer.of("answer " + request.turn());
                });

        assertThat(virtual.get()).isFalse();
        assertThat(name.get()).startsWith("desk-");
    }
}
