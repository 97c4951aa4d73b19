package dev.rehearsal.conversation;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text as patterns look at it: full-width and other digits as ASCII's, dashes and blanks as the usual ones, nothing invisible in between.
 * It knows where each of its characters is in the text that it was made of.
 */
final class PlainText {
    private final StringBuilder plain = new StringBuilder();
    private int[] starts;
    private int[] ends;

    private PlainText(int length) {
        starts = new int[length];
        ends = new int[length];
    }

    static PlainText of(String text) {
        var plain = new PlainText(text.length());
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            if (c < 128) {
                plain.append(c, at, next);
            } else {
                int from = at;
                Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC)
                        .codePoints()
                        .forEach(each -> plain.appendPlain(each, from, next));
            }
            at = next;
        }
        return plain;
    }

    private void appendPlain(int c, int start, int end) {
        if (Character.isDigit(c)) {
            append('0' + Character.digit(c, 10), start, end);
        } else if (Character.getType(c) == Character.DASH_PUNCTUATION || c == 0x2212) {
            append('-', start, end);
        } else if (Character.isSpaceChar(c)) {
            append(' ', start, end);
        } else if (Character.getType(c) != Character.FORMAT) {
            append(c, start, end);
        }
    }

    private void append(int c, int start, int end) {
        int before = plain.length();
        plain.appendCodePoint(c);
        if (plain.length() > starts.length) {
            starts = Arrays.copyOf(starts, plain.length() * 2);
            ends = Arrays.copyOf(ends, plain.length() * 2);
        }
        for (int i = before; i < plain.length(); i++) {
            starts[i] = start;
            ends[i] = end;
        }
    }

    String text() {
        return plain.toString();
    }

    /** Where the character at that place begins in the text that it was made of. */
    int start(int at) {
        return starts[at];
    }

    /** Where the character before that place ends in the text that it was made of. */
    int end(int at) {
        return ends[at - 1];
    }
}
