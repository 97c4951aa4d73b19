package dev.rehearsal.formats.transcripts;

import java.util.regex.Pattern;

/**
 * Texts as cells, after RFC 4180. A text that a spreadsheet would take for a formula has an apostrophe in front of it, which is taken away
 * again when it is read.
 */
final class CsvCells {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern FORMULA = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\"']*[=+\\-@|%＝＋－＠].*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\\s.*|.*\\s|.*[\",\r\n;\t].*", Pattern.DOTALL);

    private CsvCells() {}

    private static boolean isFormula(String text) {
        return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
    }

    static String cell(String text) {
        String safe = isFormula(text) ? "'" + text : text;
        return QUOTED.matcher(safe).matches() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    static String text(String cell) {
        return cell.startsWith("'") && isFormula(cell.substring(1)) ? cell.substring(1) : cell;
    }
}
