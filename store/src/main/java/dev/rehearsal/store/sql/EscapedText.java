package dev.rehearsal.store.sql;

/**
 * Texts for a database that takes proper Unicode only. What it would refuse, NUL and half of a surrogate pair, stands there as U+FDD0, which
 * is no character of any language, and its four hexadecimal digits; so does U+FDD0 itself.
 */
final class EscapedText {
    private static final char ESCAPE = '\uFDD0';
    private static final int DIGITS = 4;

    private EscapedText() {}

    static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isEscaped(text, i)) {
                return escapeFrom(text, i);
            }
        }
        return text;
    }

    private static boolean isEscaped(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c == 0 || c == ESCAPE;
    }

    private static String escapeFrom(String text, int first) {
        var escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isEscaped(text, i)) {
                escaped.append(ESCAPE);
                String digits = Integer.toHexString(c);
                escaped.repeat('0', DIGITS - digits.length()).append(digits);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String unescape(String escaped) {
        int next = escaped.indexOf(ESCAPE);
        if (next < 0) {
            return escaped;
        }
        var text = new StringBuilder(escaped.length());
        int done = 0;
        for (; next >= 0; next = escaped.indexOf(ESCAPE, next + 1)) {
            int code = code(escaped, next + 1);
            if (code >= 0) {
                text.append(escaped, done, next).append((char) code);
                done = next + 1 + DIGITS;
            }
        }
        return text.append(escaped, done, escaped.length()).toString();
    }

    /** -1 where no digits stand there: somebody else wrote it. */
    private static int code(String escaped, int from) {
        int code = 0;
        for (int i = from; i < from + DIGITS; i++) {
            int digit = i < escaped.length() ? Character.digit(escaped.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }
}
