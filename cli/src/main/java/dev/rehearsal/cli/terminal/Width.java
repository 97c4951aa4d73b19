package dev.rehearsal.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** How many columns a text takes, cut and wrapped by that: two for what East Asian scripts and emoji need, none for marks. */
public final class Width {
    private static final String ELLIPSIS = "…";

    private Width() {}

    /** The columns of a text on one line. */
    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            width += of(point);
            i += Character.charCount(point);
        }
        return width;
    }

    /** The text, or as much of its beginning as fits with an ellipsis. */
    public static String cut(String text, int columns) {
        if (text.length() <= columns && of(text) <= columns) {
            return text;
        }
        return text.substring(0, fits(text, 0, columns - 1)).stripTrailing() + ELLIPSIS;
    }

    /** The text filled up with spaces. */
    static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** The text's lines, each no longer than that, broken at spaces where there are any. */
    public static List<String> wrap(String text, int columns) {
        var lines = new ArrayList<String>();
        for (String line : text.split("\n", -1)) {
            wrap(line.stripTrailing(), columns, lines);
        }
        return lines;
    }

    private static void wrap(String line, int columns, List<String> lines) {
        int start = 0;
        while (true) {
            int end = fits(line, start, Math.max(2, columns));
            if (end == line.length()) {
                lines.add(line.substring(start));
                return;
            }
            int space = line.lastIndexOf(' ', end);
            int cut = space > start ? space : end;
            lines.add(line.substring(start, cut).stripTrailing());
            start = cut;
            while (start < line.length() && line.charAt(start) == ' ') {
                start++;
            }
        }
    }

    /** Where the text that fits ends. */
    private static int fits(String text, int start, int columns) {
        int width = 0;
        int at = start;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            width += of(point);
            if (width > columns) {
                return at;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    private static int of(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    private static boolean isWide(int point) {
        return point >= 0x1100 && point <= 0x115f
                || point >= 0x2e80 && point <= 0x303e
                || point >= 0x3041 && point <= 0xa4cf
                || point >= 0xac00 && point <= 0xd7a3
                || point >= 0xf900 && point <= 0xfaff
                || point >= 0xfe30 && point <= 0xfe6f
                || point >= 0xff00 && point <= 0xff60
                || point >= 0xffe0 && point <= 0xffe6
                || point >= 0x20000 && point <= 0x3fffd
                || Character.isEmojiPresentation(point);
    }
}
