package dev.rehearsal.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.formats.masking.Masking;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For each convention an export, as JSON, and what becomes of it, as a text beside it. */
class ConventionsTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/rehearsal/server/otlp");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genai-messages",
                "genai-structured",
                "genai-event-details",
                "genai-message-events",
                "genai-prompt-events",
                "openinference",
                "mlflow",
                "openllmetry",
                "spring-ai",
                "no-session",
                "several-turns",
                "web-framework-around",
                "other-work"
            })
    void becomesSessions(String name) throws Exception {
        byte[] json = Files.readAllBytes(FOLDER.resolve(name + ".json"));
        try (Store store = Store.inMemory()) {
            Export export = Export.of(Wire.JSON.read(json), null, Masking.NONE);
            assertThat(export.rejected()).as(export.why()).isZero();
            store.write(new Change.Together(new TraceChanges(store).of(export.spans(), NOW)));

            String found = text(store);
            Path expected = FOLDER.resolve(name + ".txt");
            if ("true".equals(System.getenv("GOLDEN_WRITE"))) {
                Files.writeString(expected, found);
            }
            assertThat(found).isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
        }
    }

    private static String text(Store store) {
        var text = new StringBuilder();
        for (SessionRow row : store.sessions().search(SessionQuery.newest(9).withInterrupted(true))) {
            SessionRecord session = store.sessions().get(row.sessionId()).orElseThrow();
            text.append("session ").append(row.sessionId()).append(" in ").append(row.experiment());
            text.append(row.stopReason() == null ? "" : ", " + row.stopReason()).append('\n');
            text.append(session.attributes().toJson()).append('\n');
            session.conversation().turns().forEach(turn -> append(text, turn));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Turn turn) {
        text.append("  user: ").append(turn.user().text()).append('\n');
        for (ToolCall call : turn.answer().toolCalls()) {
            text.append("  tool: ").append(call).append('\n');
        }
        text.append("  agent: ").append(turn.answer().text()).append('\n');
        text.append("  ").append(turn.answer().usage()).append(' ').append(turn.startedAt());
        text.append(' ').append(turn.latency()).append(turn.failure() == null ? "" : " failed: " + turn.failure());
        text.append('\n');
        for (Span span : turn.spans()) {
            text.append("    ").append(span.kind()).append(' ').append(span.name());
            text.append(span.failure() == null ? "" : " failed: " + span.failure())
                    .append(' ');
            text.append(span.attributes().toJson()).append('\n');
        }
    }
}
