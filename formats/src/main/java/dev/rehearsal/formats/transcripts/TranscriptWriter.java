package dev.rehearsal.formats.transcripts;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.store.SessionRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes conversations one after another, in a form that {@link TranscriptFiles} reads again. */
public final class TranscriptWriter {
    private static final List<String> COLUMNS = List.of(
            "session_id",
            "role",
            "content",
            "tool_calls",
            "tool_call_id",
            "is_error",
            "started_at",
            "latency_ms",
            "failure",
            "goal",
            "persona");

    private TranscriptWriter() {}

    /** Writes what is said, by whom, and when; chat completions have the test case as well. Spans and assessments are in no such form. */
    public static void write(TranscriptFormat format, Iterator<SessionRecord> sessions, Appendable out)
            throws IOException {
        if (format == TranscriptFormat.CSV) {
            out.append(String.join(",", COLUMNS)).append("\r\n");
        }
        while (sessions.hasNext()) {
            Map<String, @Nullable Object> chat = chat(sessions.next());
            switch (format) {
                case CHAT -> out.append(Attributes.from(chat).toJson()).append('\n');
                case SHAREGPT ->
                    out.append(Attributes.from(ShareGpt.fromChat(chat)).toJson())
                            .append('\n');
                case CSV -> rows(chat, out);
            }
        }
    }

    private static void rows(Map<String, @Nullable Object> chat, Appendable out) throws IOException {
        if (!(chat.get("messages") instanceof List<?> messages)) {
            return;
        }
        for (Object each : messages) {
            if (each instanceof Map<?, ?> message) {
                out.append(COLUMNS.stream()
                                .map(name -> message.containsKey(name) ? message.get(name) : chat.get(name))
                                .map(value -> CsvCells.cell(text(value)))
                                .collect(Collectors.joining(",")))
                        .append("\r\n");
            }
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof List<?> list) {
            String json = Attributes.of("v", list).toJson();
            return json.substring(json.indexOf(':') + 1, json.length() - 1);
        }
        return value == null ? "" : value.toString();
    }

    private static Map<String, @Nullable Object> chat(SessionRecord session) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("session_id", session.row().sessionId().value());
        Map<String, Object> testCase = CaseReader.write(session.testCase());
        for (String name : List.of("id", "goal", "persona", "context", "expectations", "tags", "metadata")) {
            if (testCase.containsKey(name)) {
                fields.put(name, testCase.get(name));
            }
        }
        if (session.testCase().goal().equals(TestCase.UNKNOWN_GOAL)) {
            fields.remove("goal");
            fields.remove("id");
        }
        fields.put(
                "messages",
                session.conversation().turns().stream()
                        .flatMap(TranscriptWriter::messages)
                        .toList());
        return fields;
    }

    private static Stream<Map<String, @Nullable Object>> messages(Turn turn) {
        var messages = new ArrayList<Map<String, @Nullable Object>>();
        List<Message> answers = turn.answer().messages();
        if (!turn.user().text().isEmpty() || turn.failure() != null || answers.isEmpty()) {
            Map<String, @Nullable Object> user = message("user", turn.user().text());
            if (!turn.startedAt().equals(Instant.EPOCH)) {
                user.put("started_at", turn.startedAt().toString());
            }
            if (turn.failure() != null) {
                user.put("failure", turn.failure());
            }
            messages.add(user);
        }
        for (Message answer : answers) {
            Map<String, @Nullable Object> said = message("assistant", answer.text());
            if (answer == answers.getLast() && !turn.latency().isZero()) {
                said.put("latency_ms", turn.latency().toMillis());
            }
            if (!answer.toolCalls().isEmpty()) {
                said.put(
                        "tool_calls",
                        answer.toolCalls().stream().map(TranscriptWriter::call).toList());
            }
            messages.add(said);
            for (ToolCall call : answer.toolCalls()) {
                if (call.result() != null) {
                    messages.add(result(call, call.result()));
                }
            }
        }
        return messages.stream();
    }

    private static Map<String, @Nullable Object> message(String role, String content) {
        var message = new LinkedHashMap<String, @Nullable Object>();
        message.put("role", role);
        message.put("content", content);
        return message;
    }

    private static Map<String, Object> call(ToolCall call) {
        var fields = new LinkedHashMap<String, Object>();
        if (!call.id().isEmpty()) {
            fields.put("id", call.id());
        }
        fields.put("type", "function");
        fields.put("function", Map.of("name", call.name(), "arguments", call.arguments()));
        return fields;
    }

    private static Map<String, @Nullable Object> result(ToolCall call, String text) {
        Map<String, @Nullable Object> message = message("tool", text);
        if (!call.id().isEmpty()) {
            message.put("tool_call_id", call.id());
        }
        if (call.failed()) {
            message.put("is_error", true);
        }
        return message;
    }
}
