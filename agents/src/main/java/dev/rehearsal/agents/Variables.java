package dev.rehearsal.agents;

import dev.rehearsal.input.InvalidInputException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the values of environment variables where a text names them: <code>${TOKEN}</code>. */
record Variables(Map<String, String> environment) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /**
     * @param place where the text stands
     * @throws InvalidInputException if a variable is not set, or the value cannot be sent; no value is in the message
     */
    String fill(String place, String text) {
        var filled = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            String value = environment.getOrDefault(matcher.group(1), "");
            if (value.isBlank()) {
                throw new InvalidInputException(place, "the environment variable " + matcher.group(1) + " is not set");
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value.strip()));
        }
        matcher.appendTail(filled);
        if (CONTROL.matcher(filled).find()) {
            throw new InvalidInputException(
                    place, "has a line break or another control character, which no header takes");
        }
        return filled.toString();
    }
}
