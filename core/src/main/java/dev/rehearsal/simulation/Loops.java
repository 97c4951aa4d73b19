package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Turn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds conversations that go in circles. */
final class Loops {
    /** So many turns in a row that say the same on both sides are no conversation any more. */
    private static final int SAME_TURNS = 3;

    private Loops() {}

    /** What goes round, if something does. */
    static Optional<String> find(Conversation conversation) {
        List<Turn> turns = conversation.turns();
        if (turns.size() < SAME_TURNS) {
            return Optional.empty();
        }
        Turn last = turns.getLast();
        for (int back = 1; back < SAME_TURNS; back++) {
            if (!same(last, turns.get(turns.size() - 1 - back))) {
                return Optional.empty();
            }
        }
        return Optional.of("turns " + (last.number() - SAME_TURNS + 1) + " to " + last.number()
                + " say the same: neither the simulated user nor the agent gets any further");
    }

    private static boolean same(Turn a, Turn b) {
        return plain(a.user().text()).equals(plain(b.user().text()))
                && plain(a.answer().text()).equals(plain(b.answer().text()));
    }

    /** Its letters and numbers: neither case nor punctuation makes it another text. */
    private static String plain(String text) {
        var plain = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            if (isLetterOrNumber(c)) {
                plain.appendCodePoint(c);
            } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
        });
        return plain.toString().strip();
    }

    private static boolean isLetterOrNumber(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c) || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }
}
