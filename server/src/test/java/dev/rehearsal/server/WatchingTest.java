package dev.rehearsal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of runs, which need not be of the server's process: here, the test writes them into the store. */
class WatchingTest {
    private static final RunId RUN = new RunId("run");
    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    private final Store store = Store.inMemory();
    private final RehearsalServer server =
            RehearsalServer.builder(store).port(0).build().start();
    private int sessions;

    @BeforeEach
    void begin() {
        store.write(new Change.RunStarted(RUN, "e", "evaluate", Attributes.EMPTY, "", 1, 1, BEGIN));
        store.runs().lease(RUN, "test", Duration.ofMinutes(5));
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    private void sessionEnds() {
        int number = sessions++;
        SessionId id = SessionId.of("sim-" + number);
        store.write(new Change.SessionOpened(RUN, new SimulationKey(id, number, TestCase.of("g"), 1, 1), BEGIN));
        store.write(new Change.SessionClosed(
                id, new StopReason.MaxTurns(""), BEGIN.plusSeconds(number), Duration.ofSeconds(1), List.of()));
    }

    private void runEnds() {
        store.write(new Change.RunStatusChanged(RUN, RunStatus.FINISHED, BEGIN.plusSeconds(99), List.of()));
        store.runs().release(RUN, "test");
    }

    /** An open stream. */
    private final class Stream implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;
        private final List<String> ids = new ArrayList<>();

        Stream(String path, String... headers) throws IOException {
            socket = new Socket(server.address().getHost(), server.address().getPort());
            socket.setSoTimeout(20_000);
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Reads on until an event of that name, and returns its data. */
        String next(String event) throws IOException {
            boolean found = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    ids.add(line.substring(4));
                }
                found |= line.equals("event: " + event);
                if (found && line.startsWith("data: ")) {
                    return line.substring(6);
                }
            }
            throw new AssertionError("the stream ended before " + event);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void tellsOfSessionsAsTheyEndUntilTheRunIsOver() throws IOException {
        sessionEnds();
        try (var stream = new Stream("/api/v1/runs/run/events")) {
            assertThat(stream.next("run")).contains("\"status\":\"running\"", "\"max_turns\":1");
            sessionEnds();
            assertThat(stream.next("session-done")).contains("\"session_id\":\"sim-1\"");
            sessionEnds();
            assertThat(stream.next("session-done")).contains("\"session_id\":\"sim-2\"");
            runEnds();
            assertThat(stream.next("run-ended")).contains("\"status\":\"finished\"", "\"max_turns\":3");
        }
    }

    @Test
    void tellsOfTurnsToThoseWhoWantThem() throws IOException {
        SessionId id = SessionId.of("sim-talk");
        store.write(new Change.SessionOpened(RUN, new SimulationKey(id, 9, TestCase.of("g"), 1, 1), BEGIN));
        store.write(new Change.TurnCompleted(id, Turn.of(1, "Hi", Answer.of("Hello")), List.of()));
        try (var stream = new Stream("/api/v1/runs/run/events?turns=true")) {
            stream.next("run");
            store.write(new Change.TurnCompleted(id, Turn.of(2, "And?", Answer.of("Well")), List.of()));
            assertThat(stream.next("turn")).contains("\"session_id\":\"sim-talk\"", "\"turn\":2");
        }
        try (var stream = new Stream("/api/v1/runs/run/events?turns=true&from=beginning")) {
            assertThat(stream.next("turn")).contains("\"turn\":1");
        }
    }

    @Test
    void goesOnAfterTheLastEventThatWasSeen() throws IOException {
        for (int i = 0; i < 4; i++) {
            sessionEnds();
        }
        String second;
        try (var stream = new Stream("/api/v1/runs/run/events?from=beginning")) {
            stream.next("session-done");
            assertThat(stream.next("session-done")).contains("sim-1");
            second = stream.ids.getLast();
        }
        try (var stream = new Stream("/api/v1/runs/run/events", "Last-Event-ID: " + second)) {
            assertThat(stream.next("session-done")).contains("sim-2");
            assertThat(stream.next("session-done")).contains("sim-3");
        }
    }

    @Test
    void tellsOfTheSessionsOfAllRuns() throws IOException {
        sessionEnds();
        try (var stream = new Stream("/api/v1/events?from=beginning")) {
            assertThat(stream.next("session-done")).contains("sim-0");
            sessionEnds();
            assertThat(stream.next("session-done")).contains("sim-1");
        }
    }

    @Test
    void saysGoodbyeWhenTheServerStops() throws IOException {
        try (var stream = new Stream("/api/v1/runs/run/events")) {
            stream.next("run");
            Thread stopping = Thread.ofVirtual().start(server::close);
            assertThat(stream.next("closing")).contains("being stopped");
            assertThat(stopping).isNotNull();
        }
    }
}
