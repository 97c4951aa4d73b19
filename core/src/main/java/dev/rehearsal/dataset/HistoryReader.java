package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages that precede a simulation, and writes them: {@code {user: text}} or {@code {agent: text, tool_calls: […]}}, or with
 * {@code role} and {@code content} as chat completions have them. Messages of one side in a row belong to one turn.
 */
final class HistoryReader {
    private static final List<String> SIDES = List.of("user", "agent", "role", "content", "tool_calls");
    private static final List<String> CALL = List.of("id", "name", "arguments", "result", "error");

    private final List<Fault> faults;
    private final List<Turn> turns = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final List<Message> answered = new ArrayList<>();

    private HistoryReader(List<Fault> faults) {
        this.faults = faults;
    }

    static Conversation read(@Nullable Object value, List<Fault> faults) {
        if (value == null) {
            return Conversation.EMPTY;
        }
        if (!(value instanceof List<?> list)) {
            faults.add(new Fault(
                    "history",
                    "must be a list of messages, such as [{user: Hello}, {agent: Hi}], found "
                            + ScriptReader.found(value)));
            return Conversation.EMPTY;
        }
        var reader = new HistoryReader(faults);
        for (int i = 0; i < list.size(); i++) {
            reader.message("history[" + i + "]", list.get(i));
        }
        if (!reader.said.isEmpty() && reader.answered.isEmpty()) {
            faults.add(
                    new Fault(
                            "history[" + (list.size() - 1) + "]",
                            "is a user's message without an answer; say it in the script ({say: …}) and let the agent under test answer"));
        }
        reader.endTurn();
        return new Conversation(reader.turns, reader.turns.size());
    }

    /** The same messages, without what a store knows of their turns. */
    static Conversation plain(Conversation history) {
        return history.isEmpty() ? Conversation.EMPTY : read(write(history), new ArrayList<>());
    }

    static List<Object> write(Conversation history) {
        var messages = new ArrayList<Object>();
        for (Turn turn : history.turns()) {
            if (!turn.user().text().isEmpty()) {
                messages.add(Map.of("user", turn.user().text()));
            }
            for (Message message : turn.answer().messages()) {
                var value = new LinkedHashMap<String, Object>();
                value.put("agent", message.text());
                if (!message.toolCalls().isEmpty()) {
                    value.put(
                            "tool_calls",
                            message.toolCalls().stream()
                                    .map(HistoryReader::value)
                                    .collect(Collectors.toList()));
                }
                messages.add(value);
            }
        }
        return messages;
    }

    private static Map<String, Object> value(ToolCall call) {
        var value = new LinkedHashMap<String, Object>();
        if (!call.id().isEmpty()) {
            value.put("id", call.id());
        }
        value.put("name", call.name());
        value.put("arguments", call.arguments());
        if (call.result() != null) {
            value.put(call.failed() ? "error" : "result", call.result());
        }
        return value;
    }

    private void message(String place, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            fault(place, "must be {user: …} or {agent: …}, found " + ScriptReader.found(value));
            return;
        }
        ScriptReader.known(faults, place, map, SIDES);
        if (map.containsKey("role")) {
            switch (String.valueOf(map.get("role"))) {
                case "user" -> user(text(place + ".content", map.get("content")));
                case "assistant", "agent" ->
                    agent(text(place + ".content", map.get("content")), calls(place, map.get("tool_calls")));
                case String other ->
                    fault(
                            place + ".role",
                            "must be user or assistant, found '" + other + "'"
                                    + Names.suggestion(other, List.of("user", "assistant")));
            }
        } else if (map.containsKey("user") == map.containsKey("agent")) {
            fault(place, "must be one of {user: …} and {agent: …}");
        } else if (map.containsKey("user")) {
            user(text(place + ".user", map.get("user")));
        } else {
            agent(text(place + ".agent", map.get("agent")), calls(place, map.get("tool_calls")));
        }
    }

    private void user(String text) {
        if (!answered.isEmpty()) {
            endTurn();
        }
        said.add(text);
    }

    private void agent(String text, List<ToolCall> calls) {
        answered.add(Message.assistant(text, calls));
    }

    private void endTurn() {
        if (!said.isEmpty() || !answered.isEmpty()) {
            turns.add(new Turn(
                    turns.size() + 1,
                    Message.user(String.join("\n\n", said)),
                    new Answer(answered, Usage.NONE),
                    null,
                    Instant.EPOCH,
                    Duration.ZERO,
                    List.of()));
        }
        said.clear();
        answered.clear();
    }

    private String text(String place, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value != null) {
            fault(place, "must be text, found " + ScriptReader.found(value));
        }
        return "";
    }

    private List<ToolCall> calls(String place, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            fault(place + ".tool_calls", "must be a list, found " + ScriptReader.found(value));
            return List.of();
        }
        var calls = new ArrayList<ToolCall>();
        for (int i = 0; i < list.size(); i++) {
            String at = place + ".tool_calls[" + i + "]";
            if (list.get(i) instanceof Map<?, ?> call && call.get("name") instanceof String name) {
                ScriptReader.known(faults, at, call, CALL);
                calls.add(call(name, call));
            } else {
                fault(at, "must be {name, arguments, result}, found " + ScriptReader.found(list.get(i)));
            }
        }
        return calls;
    }

    private static ToolCall call(String name, Map<?, ?> call) {
        String id = call.get("id") == null ? "" : call.get("id").toString();
        String arguments = switch (call.get("arguments")) {
            case null -> "{}";
            case Map<?, ?> map -> ScriptReader.named(map).toJson();
            case Object text -> text.toString();
        };
        ToolCall made = ToolCall.of(id, name, arguments);
        Object error = call.get("error");
        Object result = call.get("result");
        if (error != null) {
            return made.withFailure(error.toString());
        }
        return result == null
                ? made
                : made.withResult(
                        result instanceof Map<?, ?> map
                                ? ScriptReader.named(map).toJson()
                                : result.toString());
    }

    private void fault(String place, String message) {
        faults.add(new Fault(place, message));
    }
}
