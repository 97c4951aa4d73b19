package dev.rehearsal.conversation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A conversation as text for a model that judges it: every message and tool call once, each a JSON object on a line of its own. As every
 * text is a JSON string, nothing that was said can pass for a line of the transcript or for an instruction around it. What precedes the
 * simulation is marked as history.
 */
public final class Transcript {
    /** Of longer results of tools there is an excerpt: a transcript is read in every turn, and a context has an end. */
    static final int LONGEST_RESULT = 10_000;

    /** Characters of a transcript that a judge is shown at the most unless said otherwise: about 60,000 tokens. */
    public static final int LONGEST = 200_000;

    /**
     * A transcript for a judge.
     *
     * @param leftOut what was cut out of its middle, in words; empty if nothing was
     */
    public record Shown(String text, String leftOut) {}

    private Transcript() {}

    /**
     * The conversation, cut in the middle where it is longer than {@code most} characters: whole turns are left out, and a line in their place
     * says which. The first and the last turn always stay; of a message that is too long by itself there is an excerpt, which says so.
     */
    public static Shown shown(Conversation conversation, boolean toolCalls, int most) {
        String whole = lines(conversation, toolCalls);
        if (whole.length() <= most) {
            return new Shown(whole, "");
        }
        return cut(
                conversation.turns().stream()
                        .map(turn -> shortened(conversation, turn, toolCalls, most / 4))
                        .toList(),
                most,
                whole.length());
    }

    private static Shown cut(List<String> turns, int most, int whole) {
        int head = 1;
        int tail = turns.size() > 1 ? turns.size() - 1 : 1;
        int room = most
                - turns.getFirst().length()
                - (turns.size() > 1 ? turns.getLast().length() : 0);
        boolean headFits = true;
        boolean tailFits = true;
        while (head < tail && (headFits || tailFits)) {
            headFits = headFits && turns.get(head).length() <= room;
            if (headFits) {
                room -= turns.get(head++).length();
            }
            tailFits = tailFits && head < tail && turns.get(tail - 1).length() <= room;
            if (tailFits) {
                room -= turns.get(--tail).length();
            }
        }
        String left = head < tail
                ? "turns " + (head + 1) + " to " + tail + " are left out, as the chat has " + whole + " characters"
                : "long messages are shown as excerpts, as the chat has " + whole + " characters";
        String note = onOneLine(JsonText.write(Map.of("left_out", left))) + "\n";
        String text =
                String.join("", turns.subList(0, head)) + note + String.join("", turns.subList(tail, turns.size()));
        return new Shown(text, left);
    }

    private static String shortened(Conversation conversation, Turn turn, boolean toolCalls, int most) {
        boolean before = turn.number() <= conversation.before();
        var text = new StringBuilder();
        turn(text, turn, toolCalls, before);
        if (text.length() <= most) {
            return text.toString();
        }
        Message user = Message.user(Excerpt.of(turn.user().text(), most));
        List<Message> messages = turn.answer().messages().stream()
                .map(each -> Message.assistant(Excerpt.of(each.text(), most), each.toolCalls()))
                .toList();
        text.setLength(0);
        turn(
                text,
                new Turn(
                        turn.number(),
                        user,
                        new Answer(messages, turn.answer().usage()),
                        turn.failure(),
                        turn.startedAt(),
                        turn.latency(),
                        turn.spans()),
                toolCalls,
                before);
        return text.toString();
    }

    /** What a person sees before the last answer: the chat up to and with the last user message. */
    public static String upToMessage(Conversation conversation) {
        if (conversation.turns().isEmpty()) {
            return "";
        }
        Turn last = conversation.turns().getLast();
        var answered = conversation.upTo(conversation.size() - 1);
        var text = new StringBuilder(shown(answered, false, LONGEST).text());
        line(text, last.number(), "user", last.user().text(), List.of(), false);
        return text.toString();
    }

    /** Attributes as a JSON object that no reader sees the end of a line in. */
    public static String oneLine(Attributes attributes) {
        return onOneLine(attributes.toJson());
    }

    /** A text as a JSON string, on one line: for a prompt that must not be mistaken about where the text ends. */
    public static String quoted(String text) {
        var json = new StringBuilder(text.length() + 2);
        JsonText.quote(json, text);
        return onOneLine(json.toString());
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
        return ofTurn(turn, false);
    }

    /** One turn. */
    public static String ofTurn(Turn turn, boolean toolCalls) {
        var text = new StringBuilder();
        turn(text, turn, toolCalls, false);
        return text.toString();
    }

    private static String lines(Conversation conversation, boolean toolCalls) {
        var text = new StringBuilder();
        conversation.turns().forEach(turn -> turn(text, turn, toolCalls, turn.number() <= conversation.before()));
        return text.toString();
    }

    private static void turn(StringBuilder text, Turn turn, boolean toolCalls, boolean before) {
        if (!turn.user().text().isEmpty()) {
            line(text, turn.number(), "user", turn.user().text(), List.of(), before);
        }
        for (Message message : turn.answer().messages()) {
            line(text, turn.number(), "agent", message.text(), toolCalls ? message.toolCalls() : List.of(), before);
        }
        String failure = turn.failure();
        if (failure != null) {
            line(text, turn.number(), "failure", failure, List.of(), before);
        }
    }

    private static void line(
            StringBuilder text, int turn, String from, String said, List<ToolCall> calls, boolean before) {
        text.append("{\"turn\":").append(turn);
        if (before) {
            text.append(",\"history\":true");
        }
        text.append(",\"from\":\"").append(from).append('"');
        if (!calls.isEmpty()) {
            List<Map<String, Object>> shown = calls.stream()
                    .map(call -> Excerpt.of(call, LONGEST_RESULT))
                    .map(Transcript::values)
                    .toList();
            text.append(",\"tool_calls\":").append(onOneLine(JsonText.write(shown)));
        }
        text.append(",\"text\":").append(quoted(said)).append("}\n");
    }

    /** JSON lets these stand in a string as they are, but some readers see the end of a line in them. */
    private static String onOneLine(String json) {
        return json.replace("\u0085", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    private static Map<String, Object> values(ToolCall call) {
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
