package dev.rehearsal.formats.transcripts;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.input.Names;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes turns of messages as chat completions have them. A turn begins with a user's message after an answer; several in a row are one.
 * An agent that speaks first does so in a turn in which the user said nothing. The results of tools go to their calls.
 */
final class MessageReader {
    private static final List<String> ROLES = List.of("user", "assistant", "tool", "system", "developer");

    private final BiConsumer<String, String> fault;
    private final List<Turn> turns = new ArrayList<>();
    private final List<String> instructions = new ArrayList<>();
    private final Map<String, Map<String, Object>> expectations = new LinkedHashMap<>();
    private final List<String> said = new ArrayList<>();
    private final List<Spoken> answered = new ArrayList<>();
    private @Nullable String failure;
    private Instant startedAt = Instant.EPOCH;
    private Duration latency = Duration.ZERO;

    /** A message of the agent, whose calls may still get their results. */
    private record Spoken(String text, List<ToolCall> calls) {}

    /** @param fault takes the path of what is wrong, and why */
    MessageReader(BiConsumer<String, String> fault) {
        this.fault = fault;
    }

    void read(List<?> messages) {
        for (int i = 0; i < messages.size(); i++) {
            String path = "messages[" + i + "]";
            if (messages.get(i) instanceof Map<?, ?> message) {
                read(path, message);
            } else {
                fault.accept(path, "must be an object with 'role' and 'content'");
            }
        }
        endTurn();
    }

    private void read(String path, Map<?, ?> message) {
        Object role = message.get("role");
        switch (role == null ? "" : role.toString()) {
            case "user" -> {
                if (!answered.isEmpty() || failure != null) {
                    endTurn();
                }
                said.add(text(path, message));
                if (said.size() == 1) {
                    startedAt = time(path, message);
                }
                expect(path, message);
                if (message.get("failure") instanceof String text && !text.isBlank()) {
                    failure = text;
                }
            }
            case "assistant" -> {
                answered.add(new Spoken(text(path, message), calls(path, message)));
                latency = latency(path, message);
                expect(path, message);
            }
            case "tool" -> {
                result(path, message);
                expect(path, message);
            }
            case "system", "developer" -> instructions.add(text(path, message));
            case "" -> fault.accept(path + ".role", "is missing; it is one of " + String.join(", ", ROLES));
            default ->
                fault.accept(
                        path + ".role",
                        "must be one of " + String.join(", ", ROLES) + ", found '" + role + "'"
                                + Names.suggestion(String.valueOf(role), ROLES));
        }
    }

    private void endTurn() {
        if (said.isEmpty() && answered.isEmpty()) {
            return;
        }
        List<Message> messages = answered.stream()
                .map(spoken -> Message.assistant(spoken.text(), spoken.calls()))
                .toList();
        turns.add(new Turn(
                turns.size() + 1,
                Message.user(String.join("\n\n", said)),
                new Answer(messages, Usage.NONE),
                failure != null || !answered.isEmpty() ? failure : "the transcript ends before the agent answers",
                startedAt,
                latency,
                List.of()));
        said.clear();
        answered.clear();
        failure = null;
        startedAt = Instant.EPOCH;
        latency = Duration.ZERO;
    }

    private Instant time(String path, Map<?, ?> message) {
        Object value = message.get("started_at");
        try {
            return value == null ? Instant.EPOCH : Instant.parse(value.toString());
        } catch (DateTimeParseException e) {
            fault.accept(path + ".started_at", "must be a time such as 2026-03-01T10:00:00Z, found '" + value + "'");
            return Instant.EPOCH;
        }
    }

    private Duration latency(String path, Map<?, ?> message) {
        Object value = message.get("latency_ms");
        if (value == null) {
            return Duration.ZERO;
        }
        if (value.toString().matches("\\d{1,12}")) {
            return Duration.ofMillis(Long.parseLong(value.toString()));
        }
        fault.accept(path + ".latency_ms", "must be a whole number of milliseconds, found '" + value + "'");
        return Duration.ZERO;
    }

    private void expect(String path, Map<?, ?> message) {
        switch (message.get("expectations")) {
            case null -> {}
            case Map<?, ?> map when map.isEmpty() -> {}
            case Map<?, ?> map -> {
                Map<String, Object> ofTurn =
                        expectations.computeIfAbsent(Integer.toString(turns.size() + 1), turn -> new LinkedHashMap<>());
                map.forEach((name, value) -> ofTurn.put(String.valueOf(name), value));
            }
            case Object other -> fault.accept(path + ".expectations", "must be a map of names to values");
        }
    }

    private String text(String path, Map<?, ?> message) {
        return switch (message.get("content")) {
            case String text -> text;
            case null -> message.get("refusal") instanceof String refusal ? refusal : "";
            case List<?> parts -> {
                var texts = new ArrayList<String>();
                for (Object part : parts) {
                    texts.add(part(part));
                }
                yield String.join("\n", texts);
            }
            case Object other -> {
                fault.accept(path + ".content", "must be text, null or a list of parts");
                yield "";
            }
        };
    }

    /** What is no text, such as an image, is named in brackets. */
    private static String part(@Nullable Object part) {
        return switch (part) {
            case String text -> text;
            case Map<?, ?> map when map.get("text") instanceof String text -> text;
            case Map<?, ?> map -> "[" + (map.get("type") == null ? "part" : map.get("type")) + "]";
            case null, default -> "[part]";
        };
    }

    private List<ToolCall> calls(String path, Map<?, ?> message) {
        var calls = new ArrayList<ToolCall>();
        if (message.get("function_call") != null) {
            fault.accept(path + ".function_call", "is of an early form of chat completions; use 'tool_calls'");
        }
        switch (message.get("tool_calls")) {
            case null -> {}
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    ToolCall call = call(path + ".tool_calls[" + i + "]", list.get(i));
                    if (call != null) {
                        calls.add(call);
                    }
                }
            }
            case Object other -> fault.accept(path + ".tool_calls", "must be a list");
        }
        return calls;
    }

    private @Nullable ToolCall call(String path, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> call)
                || !(call.get("function") instanceof Map<?, ?> function)
                || !(function.get("name") instanceof String name)) {
            fault.accept(path, "must be an object with 'function', which has a 'name' and 'arguments'");
            return null;
        }
        String id = call.get("id") == null ? "" : call.get("id").toString();
        return switch (function.get("arguments")) {
            case null -> ToolCall.of(id, name, "{}");
            case String text -> ToolCall.of(id, name, text);
            case Map<?, ?> map -> ToolCall.of(id, name, asAttributes(map).toJson());
            case Object other -> {
                fault.accept(path + ".function.arguments", "must be a JSON object, or one as text");
                yield null;
            }
        };
    }

    @SuppressWarnings("unchecked") // a document's maps have text keys only
    private static Attributes asAttributes(Map<?, ?> map) {
        return Attributes.from((Map<String, ?>) map);
    }

    private void result(String path, Map<?, ?> message) {
        Object id = message.get("tool_call_id");
        String text = text(path, message);
        for (Spoken spoken : answered) {
            for (int i = 0; i < spoken.calls().size(); i++) {
                ToolCall call = spoken.calls().get(i);
                if (call.result() == null && (id == null || call.id().equals(id.toString()))) {
                    boolean failed = Boolean.TRUE.equals(message.get("is_error"));
                    spoken.calls().set(i, failed ? call.withFailure(text) : call.withResult(text));
                    return;
                }
            }
        }
        fault.accept(
                path + (id == null ? "" : ".tool_call_id"),
                "is the result of no tool call of its turn that waits for one"
                        + (id == null ? "" : ", found '" + id + "'"));
    }

    Conversation conversation() {
        return new Conversation(turns);
    }

    /** What system and developer messages said. */
    List<String> instructions() {
        return List.copyOf(instructions);
    }

    /** What is expected of turns, by their numbers. */
    Map<String, Map<String, Object>> expectations() {
        return expectations;
    }
}
