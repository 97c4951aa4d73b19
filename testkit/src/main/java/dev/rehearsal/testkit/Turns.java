package dev.rehearsal.testkit;

import java.util.List;

/**
 * Counts the turns of a conversation from what a request shows of it: the numbers in this server's own texts, the numbers in
 * a transcript of JSON lines, else the messages. A simulated user's own messages come as the assistant's, as it is the
 * model's part.
 */
final class Turns {
    static final String QUESTION = "(question ";
    static final String ANSWER = "(answer ";
    private static final String TRANSCRIPT = "{\"turn\":";

    private Turns() {}

    /** @param structured whether a schema is wanted: then the messages are no conversation, they carry one */
    static int of(RequestKind kind, List<ModelRequest.Message> messages, boolean structured) {
        int questions = lastNumber(QUESTION, messages);
        int answers = lastNumber(ANSWER, messages);
        int lines = lastNumber(TRANSCRIPT, messages);
        int shown = Math.max(Math.max(questions, answers), lines);
        int turns = switch (kind) {
            case USER -> 1 + Math.max(shown, structured ? 0 : count("assistant", messages));
            case AGENT -> Math.max(Math.max(questions, answers == 0 ? 0 : answers + 1), count("user", messages));
            case GOAL_CHECK, JUDGE -> shown;
        };
        return Math.max(1, turns);
    }

    private static int count(String role, List<ModelRequest.Message> messages) {
        int count = 0;
        for (ModelRequest.Message message : messages) {
            if (message.role().equals(role)) {
                count++;
            }
        }
        return count;
    }

    private static int lastNumber(String mark, List<ModelRequest.Message> messages) {
        for (ModelRequest.Message message : messages.reversed()) {
            String text = message.text();
            int at = text.lastIndexOf(mark);
            if (at >= 0) {
                return number(text, at + mark.length());
            }
        }
        return 0;
    }

    private static int number(String text, int start) {
        int number = 0;
        for (int i = start; i < text.length() && number < 100_000; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
