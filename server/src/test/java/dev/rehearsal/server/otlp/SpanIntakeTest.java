package dev.rehearsal.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How spans become changes of a store, whatever the order in which they come. */
class SpanIntakeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Store store = Store.inMemory();

    @AfterEach
    void close() {
        store.close();
    }

    private static TraceId trace(int digit) {
        return new TraceId(Integer.toHexString(digit).repeat(32));
    }

    private static ReceivedSpan span(
            TraceId trace, int id, @Nullable String parent, int second, String kind, Attributes says) {
        var span = new Span(
                Integer.toHexString(id).repeat(16),
                parent,
                "span " + id,
                kind,
                NOW.plusSeconds(second),
                Duration.ofSeconds(1),
                says,
                null);
        return new ReceivedSpan(trace, span, "desk", Attributes.of("service.name", "desk"));
    }

    private static ReceivedSpan root(int trace, int second, @Nullable String session, String user, String agent) {
        Attributes says = Attributes.of("input", List.of(Said.of("user", user).fields()))
                .with("output", List.of(Said.of("assistant", agent).fields()));
        return span(trace(trace), 1, null, second, "agent", session == null ? says : says.with("session_id", session));
    }

    private void take(ReceivedSpan... spans) {
        store.write(new Change.Together(new TraceChanges(store).of(List.of(spans), NOW)));
    }

    private List<String> talk(String session) {
        return store.sessions().find(session).orElseThrow().conversation().turns().stream()
                .map(RunningServer::line)
                .toList();
    }

    @Test
    void aTurnThatComesLateTakesItsPlace() {
        take(root(2, 20, "chat", "second", "b"));
        take(root(1, 10, "chat", "first", "a"), root(3, 30, "chat", "third", "c"));

        assertThat(talk("chat")).containsExactly("first -> a", "second -> b", "third -> c");
    }

    @Test
    void spansOfATraceThatComeInSeveralExportsAreOneTurn() {
        ReceivedSpan tool = span(
                trace(1),
                2,
                "1".repeat(16),
                11,
                "tool",
                Attributes.of("tool", Map.of("name", "look_up", "result", "x")));
        take(tool);
        assertThat(store.sessions().find("trace-1").orElseThrow().row().turns()).isEqualTo(1);

        take(root(1, 10, "chat", "first", "a"));
        take(tool, root(1, 10, "chat", "first", "a"));

        assertThat(talk("chat")).containsExactly("first -> a");
        assertThat(store.sessions().find("trace-1")).as("it has moved").isEmpty();
        Turn turn = store.sessions()
                .find("chat")
                .orElseThrow()
                .conversation()
                .turns()
                .getFirst();
        assertThat(turn.spans()).hasSize(2);
        assertThat(turn.answer().toolCalls()).hasSize(1);
        assertThat(turn.startedAt()).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void otherWorkOfAProgramIsNotShownUntilItIsAboutAConversation() {
        take(span(trace(1), 2, "1".repeat(16), 11, "other", Attributes.EMPTY));
        assertThat(store.sessions().search(SessionQuery.newest(9))).isEmpty();

        take(root(1, 10, "chat", "first", "a"));

        assertThat(store.sessions().search(SessionQuery.newest(9))).hasSize(1);
        assertThat(store.sessions().search(SessionQuery.newest(9).withInterrupted(true)))
                .hasSize(1);
    }

    private void simulate(SessionId session) {
        var run = new RunId("run-1");
        store.write(new Change.RunStarted(run, "desk", "simulate", Attributes.EMPTY, "", 1, 1, NOW));
        store.write(new Change.SessionOpened(run, new SimulationKey(session, 0, TestCase.of("g"), 1, 1), NOW));
        store.write(new Change.UserSpoke(session, 1, Message.user("Hi"), List.of()));
    }

    @Test
    void spansOfASimulatedTurnBecomeItsSteps() {
        SessionId session = SessionId.of("sim-1");
        TraceId trace = TraceId.of(session, 1);
        simulate(session);

        take(span(trace, 5, trace.rootSpan(), 1, "agent", Attributes.of("session_id", "sim-1")));
        store.write(new Change.TurnCompleted(session, Turn.of(1, "Hi", Answer.of("Hello")), List.of()));
        take(
                span(trace, 5, trace.rootSpan(), 1, "agent", Attributes.EMPTY),
                span(trace, 6, "5".repeat(16), 2, "llm", Attributes.EMPTY));

        Turn turn = store.sessions()
                .get(session)
                .orElseThrow()
                .conversation()
                .turns()
                .getFirst();
        assertThat(turn.spans()).extracting(Span::name).containsExactly("span 5", "span 6");
        assertThat(turn.spans()).extracting(Span::parentId).containsExactly(null, "5".repeat(16));
        assertThat(store.sessions().search(SessionQuery.newest(9))).hasSize(1);
    }

    @Test
    void anAgentThatKnowsTheSessionAloneAddsToTheTurnUnderWay() {
        SessionId session = SessionId.of("sim-1");
        simulate(session);
        store.write(new Change.TurnCompleted(
                session,
                new Turn(1, Message.user("Hi"), Answer.of("Hello"), null, NOW, Duration.ofSeconds(3), List.of()),
                List.of()));
        store.write(new Change.UserSpoke(session, 2, Message.user("And?"), List.of()));

        take(root(7, 2, "sim-1", "Hi", "Hello"));
        take(root(8, 9, "sim-1", "And?", "Sure"));
        store.write(new Change.TurnCompleted(session, Turn.of(2, "And?", Answer.of("Sure")), List.of()));

        assertThat(store.sessions().get(session).orElseThrow().conversation().turns())
                .extracting(turn -> turn.spans().size())
                .containsExactly(1, 1);
    }

    @Test
    void whatIsTakenIsDurableAndSessionsEndWhenTheyAreQuiet() throws Exception {
        var clock = new Clock() {
            volatile Instant now = NOW;

            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        try (var intake = new SpanIntake(store, OtlpLimits.DEFAULT, clock)) {
            intake.start();
            intake.take(List.of(root(1, 10, "chat", "first", "a")));
            assertThat(talk("chat")).hasSize(1);

            clock.now = NOW.plus(Duration.ofHours(1));
            intake.take(List.of(root(2, 20, "other", "first", "a")));
        }

        assertThat(store.sessions().find("chat").orElseThrow().row().stopReason())
                .isEqualTo("recorded");
        assertThat(store.sessions().find("other").orElseThrow().row().stopReason())
                .isNull();
    }

    @Test
    void aFullQueueIsSaidAndNothingThatWaitsIsLost() throws Exception {
        var limits = new OtlpLimits(1, 3, 1, Duration.ofHours(1));
        var intake = new SpanIntake(store, limits, CLOCK);
        var waiting = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> {
                waiting.countDown();
                intake.take(List.of(root(1, 1, "chat", "1", ""), root(2, 2, "chat", "2", "")));
                return true;
            });
            waiting.await();
            while (intake.waiting() < 2) {
                Thread.onSpinWait();
            }

            assertThatThrownBy(() -> intake.take(List.of(root(3, 3, "chat", "3", ""), root(4, 4, "chat", "4", ""))))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.status()).isEqualTo(503);
                        assertThat(refusal.retryAfterSeconds()).isPositive();
                    });
            intake.start();
            first.get();
        }
        intake.close();

        assertThat(talk("chat")).containsExactly("1 -> ", "2 -> ");
    }

    @Test
    void manySendersAtOnceLoseNothing() throws Exception {
        try (var intake = new SpanIntake(store, OtlpLimits.DEFAULT, CLOCK);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            intake.start();
            var sent = new ArrayList<java.util.concurrent.Future<Boolean>>();
            for (int i = 0; i < 200; i++) {
                int number = i;
                sent.add(threads.submit(() -> {
                    TraceId trace = TraceId.of(SessionId.of("t"), number + 1);
                    intake.take(List.of(span(
                            trace,
                            1,
                            null,
                            number,
                            "agent",
                            Attributes.of("session_id", "chat-" + number % 7)
                                    .with(
                                            "input",
                                            List.of(Said.of("user", "" + number).fields())))));
                    return true;
                }));
            }
            for (var each : sent) {
                each.get();
            }
        }
        int turns = store.sessions().search(SessionQuery.newest(99)).stream()
                .mapToInt(row -> row.turns())
                .sum();
        assertThat(turns).isEqualTo(200);
    }
}
