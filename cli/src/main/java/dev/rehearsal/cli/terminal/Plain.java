package dev.rehearsal.cli.terminal;

import java.util.regex.Pattern;

/**
 * Disarms text that others wrote: nothing in it moves the cursor, changes colours or the order of what is read, or does anything else to
 * a terminal. Control characters are shown as pictures of themselves.
 */
public final class Plain {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int CONTROL_PICTURES = 0x2400;
    private static final char DELETE = 0x7f;
    private static final char SYMBOL_FOR_DELETE = '\u2421';
    private static final char REPLACEMENT = '\ufffd';

    private Plain() {}

    /** The text with its lines kept. */
    public static String text(String text) {
        String lines = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
        int at = 0;
        while (at < lines.length() && isHarmless(lines.charAt(at))) {
            at++;
        }
        if (at == lines.length()) {
            return lines;
        }
        var disarmed = new StringBuilder(lines.length()).append(lines, 0, at);
        for (; at < lines.length(); at++) {
            char c = lines.charAt(at);
            disarmed.append(isHarmless(c) ? c : shown(c));
        }
        return disarmed.toString();
    }

    /** The text on one line. */
    public static String line(String text) {
        return text(SPACE.matcher(text.strip()).replaceAll(" "));
    }

    /** A JSON text in which such characters are escaped: it stays the same JSON. */
    public static String json(String json) {
        var escaped = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (isHarmless(c)) {
                escaped.append(c);
            } else {
                escaped.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    escaped.append(Character.forDigit(c >> shift & 0xf, 16));
                }
            }
        }
        return escaped.toString();
    }

    private static boolean isHarmless(char c) {
        return c >= ' ' && c < DELETE
                || c == '\n'
                || c == '\t'
                || c > '\u009f' && !isSeparator(c) && !turnsOrder(c) && !isLoneNoncharacter(c);
    }

    private static char shown(char c) {
        if (c < ' ') {
            return (char) (CONTROL_PICTURES + c);
        }
        return c == DELETE ? SYMBOL_FOR_DELETE : REPLACEMENT;
    }

    /** Line and paragraph separator. */
    private static boolean isSeparator(char c) {
        return c == '\u2028' || c == '\u2029';
    }

    /** Embeddings, overrides and isolates make text look like another; languages written from the right do without. */
    private static boolean turnsOrder(char c) {
        return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }

    private static boolean isLoneNoncharacter(char c) {
        return c == '\ufffe' || c == '\uffff' || c == '\ufeff';
    }
}
