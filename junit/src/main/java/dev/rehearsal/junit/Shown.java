package dev.rehearsal.junit;

import java.util.regex.Pattern;

/** Texts that others wrote, for names and messages of tests: they end up in terminals, pages and XML. */
final class Shown {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int CONTROL_PICTURES = 0x2400;
    private static final char REPLACEMENT = '\ufffd';

    private Shown() {}

    /** On one line, and no longer than that. */
    static String line(String text, int longest) {
        String line = text(SPACE.matcher(text.strip()).replaceAll(" "));
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end) + "…";
    }

    /** With its lines; control characters are pictures of themselves, and nothing turns the order of what is read. */
    static String text(String text) {
        var shown = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> {
            if (c == '\n' || c == '\t') {
                shown.appendCodePoint(c);
            } else if (c < ' ') {
                shown.append((char) (CONTROL_PICTURES + c));
            } else {
                shown.appendCodePoint(isHarmless(c) ? c : REPLACEMENT);
            }
        });
        return shown.toString();
    }

    private static boolean isHarmless(int c) {
        boolean control = c >= 0x7f && c <= 0x9f;
        boolean separator = c == 0x2028 || c == 0x2029;
        boolean turnsOrder = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
        boolean noCharacter = c == 0xfffe || c == 0xffff || c == 0xfeff || c >= 0xd800 && c <= 0xdfff;
        return !control && !separator && !turnsOrder && !noCharacter;
    }
}
