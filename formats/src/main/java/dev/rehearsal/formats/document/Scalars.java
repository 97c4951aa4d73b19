package dev.rehearsal.formats.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a word without quotes means: the JSON schema of YAML 1.2, with its core schema's spellings of null, true and false. So {@code no}
 * is text, and so are dates and numbers with a plus sign or leading zeros (telephone numbers, postal codes).
 */
final class Scalars {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,9})?");
    private static final int MOST_DIGITS = 1_000;

    private Scalars() {}

    static @Nullable Object plain(String word) {
        return switch (word) {
            case "", "~", "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE" -> Boolean.TRUE;
            case "false", "False", "FALSE" -> Boolean.FALSE;
            default -> looksNumeric(word) ? number(word) : word;
        };
    }

    /** The number, or the text itself where it is none (or one with more digits than anybody means). */
    static Object number(String text) {
        if (text.length() > MOST_DIGITS) {
            return text;
        }
        if (INTEGER.matcher(text).matches()) {
            return text.length() < 10 ? (Object) Integer.valueOf(text) : new BigInteger(text);
        }
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text;
    }

    private static boolean looksNumeric(String word) {
        char first = word.charAt(0);
        return (first >= '0' && first <= '9') || first == '-';
    }
}
