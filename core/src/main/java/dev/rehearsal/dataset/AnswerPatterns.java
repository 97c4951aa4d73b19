package dev.rehearsal.dataset;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the regular expressions of a test case. */
public final class AnswerPatterns {
    private AnswerPatterns() {}

    /** @throws IllegalArgumentException if it is neither a regular expression nor a list of them */
    public static List<Pattern> parse(String place, @Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(each -> pattern(place, each)).toList()
                : List.of(pattern(place, value));
    }

    /**
     * A regular expression; upper and lower case are the same.
     *
     * @throws IllegalArgumentException if it is none; the message begins with the place
     */
    public static Pattern pattern(String place, @Nullable Object value) {
        if (!(value instanceof String) && !(value instanceof Number)) {
            throw new IllegalArgumentException(place + ": expected a regular expression, found: " + value);
        }
        String text = value.toString();
        try {
            return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    place + ": '" + text + "' is no regular expression: " + e.getDescription(), e);
        }
    }
}
