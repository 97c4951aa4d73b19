package dev.rehearsal.conversation;

import java.util.List;
import java.util.Map;

/**
 * What is kept or shown of texts that are too long: their beginning and their end, and how much is missing between them. Tools return whole
 * web pages and files, which no store should keep in every turn and no judge can read.
 */
public final class Excerpt {
    private static final double BEGINNING = 0.8;

    private Excerpt() {}

    /**
     * The text, or an excerpt of about {@code most} characters that says in its midst how many were left out. An excerpt of an excerpt of the
     * same length is the same.
     */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        String note = "\n[… " + text.length() + " characters, of which the midst is left out here …]\n";
        int room = Math.max(0, most - note.length());
        int head = boundary(text, (int) (room * BEGINNING));
        int tail = boundary(text, text.length() - (room - head));
        return text.substring(0, head) + note + text.substring(tail);
    }

    /** A tool call with excerpts of its arguments, still a JSON object, and of its result. */
    public static ToolCall of(ToolCall call, int most) {
        String result = call.result();
        if (call.arguments().length() <= most && (result == null || result.length() <= most)) {
            return call;
        }
        String arguments = call.arguments().length() <= most
                ? call.arguments()
                : JsonText.write(Map.of("excerpt_of_arguments", of(call.arguments(), most)));
        return new ToolCall(call.id(), call.name(), arguments, result == null ? null : of(result, most), call.failed());
    }

    /** An answer with excerpts of its tool calls, each of {@code most} characters at the most, and fewer where there are many. */
    public static Answer ofToolCalls(Answer answer, int most, int together) {
        long all = 0;
        for (ToolCall call : answer.toolCalls()) {
            all += length(call);
        }
        if (all <= Math.min(most, together)) {
            return answer;
        }
        int each = all <= together
                ? most
                : Math.min(most, together / (2 * answer.toolCalls().size()));
        List<Message> messages = answer.messages().stream()
                .map(message -> new Message(
                        message.role(),
                        message.text(),
                        message.toolCalls().stream().map(call -> of(call, each)).toList()))
                .toList();
        return new Answer(messages, answer.usage());
    }

    private static long length(ToolCall call) {
        String result = call.result();
        return (long) call.arguments().length() + (result == null ? 0 : result.length());
    }

    /** Not between the two halves of a character. */
    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
