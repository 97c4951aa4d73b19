package dev.rehearsal.formats.report;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.store.SessionRecord;

/** A conversation as plain text for people. */
public final class TranscriptText {
    private static final int LONGEST = 2000;

    private TranscriptText() {}

    static String of(SessionRecord session) {
        String said = of(session.conversation());
        Message waiting = session.waiting();
        return waiting == null ? said : said + said("User", waiting.text() + " (not answered)");
    }

    /** What was said, a line or more for each message and tool call; long ones are cut and say so. */
    public static String of(Conversation conversation) {
        var text = new StringBuilder();
        for (Turn turn : conversation.turns()) {
            said(text, "User", turn.user().text());
            for (Message message : turn.answer().messages()) {
                for (ToolCall call : message.toolCalls()) {
                    said(text, "  tool " + call.name(), call.arguments());
                    String result = call.result();
                    said(text, call.failed() ? "    failed" : "    gave", result == null ? "(not known)" : result);
                }
                if (!message.text().isBlank()) {
                    said(text, "Agent", message.text());
                }
            }
            String failure = turn.failure();
            if (failure != null) {
                said(text, "Agent failed", failure);
            }
        }
        return text.toString();
    }

    private static void said(StringBuilder text, String who, String what) {
        text.append(said(who, what));
    }

    private static String said(String who, String what) {
        String shown = what.length() <= LONGEST
                ? what
                : what.substring(0, LONGEST) + "… (" + Figures.of(what.length(), "character") + " in all)";
        return who + ": " + shown.strip().replace("\n", "\n    ") + "\n";
    }
}
