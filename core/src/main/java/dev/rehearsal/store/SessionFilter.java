package dev.rehearsal.store;

import dev.rehearsal.input.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What sessions in a list have in common. */
public sealed interface SessionFilter {
    /** Those whose feedback of that name comes to this label: yes, no, a category, a number as text, or {@link ScoreSummary#ERROR}. */
    record Labelled(String name, String label, boolean not) implements SessionFilter {}

    /** Those whose feedback of that name is a number that is so. */
    record Measured(String name, Comparison comparison, double bound) implements SessionFilter {}

    /** Those whose test case has that tag. */
    record Tagged(String name, String value) implements SessionFilter {}

    /** Those that have that in their metadata: of the test case, or of a session that took place elsewhere. */
    record Described(String name, String value) implements SessionFilter {}

    /** How a number is compared with a bound. */
    enum Comparison {
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        boolean holds(double number, double bound) {
            return switch (this) {
                case LESS -> number < bound;
                case AT_MOST -> number <= bound;
                case MORE -> number > bound;
                case AT_LEAST -> number >= bound;
            };
        }
    }

    Pattern FORM = Pattern.compile("\\s*(.+?)\\s*(!=|<=|>=|=|<|>)\\s*(.*?)\\s*", Pattern.DOTALL);
    String TAG = "tag:";
    String METADATA = "metadata:";

    /**
     * Reads {@code safety=no}, {@code tone<3}, {@code mood!=calm}, {@code safety=error} (or {@code failed}), {@code tag:tier=gold} or
     * {@code metadata:build=17}. Of feedback about turns {@code yes} means all of them, {@code no} at least one.
     *
     * @throws InvalidInputException if it is none of them
     */
    static SessionFilter parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || parts.group(3).isEmpty()) {
            throw refused(text, "is no filter");
        }
        String name = parts.group(1);
        String sign = parts.group(2);
        String value = parts.group(3);
        if (name.startsWith(TAG) || name.startsWith(METADATA)) {
            if (!sign.equals("=")) {
                throw refused(text, "compares a tag or metadata by " + sign + ", and only = is known of them");
            }
            return name.startsWith(TAG)
                    ? new Tagged(name.substring(TAG.length()), value)
                    : new Described(name.substring(METADATA.length()), value);
        }
        return switch (sign) {
            case "=" -> new Labelled(name, label(value), false);
            case "!=" -> new Labelled(name, label(value), true);
            default -> new Measured(name, comparison(sign), number(text, value));
        };
    }

    private static String label(String value) {
        return switch (value) {
            case "failed" -> ScoreSummary.ERROR;
            case "true" -> "yes";
            case "false" -> "no";
            default -> value;
        };
    }

    private static Comparison comparison(String sign) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.sign.equals(sign)) {
                return comparison;
            }
        }
        throw new IllegalArgumentException(sign);
    }

    private static double number(String text, String value) {
        try {
            double number = Double.parseDouble(value);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw refused(text, "compares with '" + value + "', which is no number");
    }

    private static InvalidInputException refused(String text, String why) {
        return new InvalidInputException(
                "where '" + text + "'",
                why + "; write for example safety=no, tone<3, safety=error, tag:tier=gold or metadata:build=17");
    }
}
