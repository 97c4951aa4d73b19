package dev.rehearsal.dataset;

import dev.rehearsal.input.InvalidInputException;
import java.util.Locale;

/**
 * Words that are looked for in an answer, in upper or lower case.
 *
 * @param text the words, with any blanks between them; or a regular expression
 * @param isPattern whether it is a regular expression
 */
public record Words(String text, boolean isPattern) {
    /** @throws InvalidInputException if there are none, or they are no regular expression */
    public Words {
        if (text.isBlank()) {
            throw new InvalidInputException("script", "what the agent says is blank; give a text or a pattern");
        }
        if (isPattern) {
            try {
                AnswerPatterns.pattern("script", text);
            } catch (IllegalArgumentException e) {
                throw new InvalidInputException("", String.valueOf(e.getMessage()));
            }
        }
    }

    public static Words of(String text) {
        return new Words(text, false);
    }

    public static Words pattern(String expression) {
        return new Words(expression, true);
    }

    /** Whether an answer has them. */
    public boolean areIn(String answer) {
        return isPattern
                ? AnswerPatterns.pattern("script", text).matcher(answer).find()
                : plain(answer).contains(plain(text));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("(?U)\\s+", " ").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return isPattern ? "/" + text + "/" : "\"" + text + "\"";
    }
}
