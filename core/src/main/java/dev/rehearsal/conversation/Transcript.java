package dev.rehearsal.conversation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A conversation as text for a model that judges it: every message and tool call once, each a JSON object on a line of its own. As every
 * text is a JSON string, nothing that was said can pass for a line of the transcript or for an instruction around it.
 */
public final class Transcript {
    /** Of longer results of tools there is an excerpt: a transcript is read in every turn, and a context has an end. */
    static final int LONGEST_RESULT = 10_000;

    private Transcript() {}

    /** A text as a JSON string, on one line: for a prompt that must not be mistaken about where the text ends. */
    public static String quoted(String text) {
        return onOneLine(JsonText.write(text));
    }

    /** User messages, answers and tool calls. */
    public static String withToolCalls(Conversation conversation) {
        return lines(conversation, true);
    }

    /** What a person sees: user messages and answers. */
    public static String withoutToolCalls(Conversation conversation) {
        return lines(conversation, false);
    }

    /** One turn, without its tool calls. */
    public static String ofTurn(Turn turn) {
        var text = new StringBuilder();
        turn(text, turn, false);
        return text.toString();
    }

    private static String lines(Conversation conversation, boolean toolCalls) {
        var text = new StringBuilder();
        conversation.turns().forEach(turn -> turn(text, turn, toolCalls));
        return text.toString();
    }

    private static void turn(StringBuilder text, Turn turn, boolean toolCalls) {
        if (!turn.user().text().isEmpty()) {
            line(text, turn.number(), "user", turn.user().text(), List.of());
        }
        for (Message message : turn.answer().messages()) {
            line(text, turn.number(), "agent", message.text(), toolCalls ? message.toolCalls() : List.of());
        }
        String failure = turn.failure();
        if (failure != null) {
            line(text, turn.number(), "failure", failure, List.of());
        }
    }

    private static void line(StringBuilder text, int turn, String from, String said, List<ToolCall> calls) {
        var line = new LinkedHashMap<String, Object>();
        line.put("turn", turn);
        line.put("from", from);
        if (!calls.isEmpty()) {
            line.put(
                    "tool_calls",
                    calls.stream()
                            .map(call -> Excerpt.of(call, LONGEST_RESULT))
                            .map(Transcript::values)
                            .collect(Collectors.toList()));
        }
        line.put("text", said);
        text.append(onOneLine(JsonText.write(line))).append('\n');
    }

    /** JSON lets these stand in a string as they are, but some readers see the end of a line in them. */
    private static String onOneLine(String json) {
        return json.replace("\u0085", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    private static LinkedHashMap<String, Object> values(ToolCall call) {
        var values = new LinkedHashMap<String, Object>();
        values.put("tool", call.name());
        values.put("arguments", call.arguments());
        String result = call.result();
        if (result != null) {
            values.put(call.failed() ? "error" : "result", result);
        }
        return values;
    }
}
