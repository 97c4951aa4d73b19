package dev.rehearsal.dataset;

import dev.rehearsal.input.InvalidInputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a dataset, and one of its versions if that is meant: {@code NAME} or {@code NAME@3}.
 *
 * @param name what {@link #checkName} takes
 * @param version null for the newest
 */
public record DatasetReference(String name, @Nullable Integer version) {
    /** What a dataset begins with where a file of test cases could be named. */
    public static final String PREFIX = "dataset:";

    private static final int LONGEST = 250;
    private static final int MOST_DIGITS = 9;
    private static final Pattern VERSION = Pattern.compile("(.*)@([^@]*)", Pattern.DOTALL);

    public DatasetReference {
        checkName(name);
        if (version != null && version < 0) {
            throw new InvalidInputException(
                    "dataset '" + name + "'", "has no version " + version + "; versions are counted from 1");
        }
    }

    /** Whether a text that could also be the path of a file names a dataset. */
    public static boolean isOne(String text) {
        return text.startsWith(PREFIX);
    }

    /**
     * Reads {@code NAME} or {@code NAME@VERSION}; {@code dataset:} may stand before it.
     *
     * @throws InvalidInputException if it is neither
     */
    public static DatasetReference parse(String text) {
        String reference = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        Matcher versioned = VERSION.matcher(reference);
        if (!versioned.matches()) {
            return new DatasetReference(reference, null);
        }
        String digits = versioned.group(2);
        if (!digits.matches("[0-9]{1," + MOST_DIGITS + "}")) {
            throw new InvalidInputException(
                    "dataset '" + reference + "'", "has no number of a version after '@'; for example refunds@3");
        }
        return new DatasetReference(versioned.group(1), Integer.valueOf(digits));
    }

    /** Whether a text that {@link #isOne names a dataset} names one that is kept elsewhere: {@code dataset:KIND:NAME}. */
    public static boolean isElsewhere(String text) {
        return isOne(text) && text.indexOf(':', PREFIX.length()) >= 0;
    }

    /** @throws InvalidInputException if no dataset can have that name: it is blank, too long, or has {@code @}, {@code :} or a line break */
    public static void checkName(String name) {
        fault(name).ifPresent(fault -> {
            throw new InvalidInputException("dataset '" + name + "'", fault);
        });
    }

    private static Optional<String> fault(String name) {
        if (name.isBlank() || !name.equals(name.strip())) {
            return Optional.of("is no name of a dataset: it is blank or has blanks around it");
        }
        if (name.length() > LONGEST) {
            return Optional.of("has a name of " + name.length() + " characters; at most " + LONGEST + " are allowed");
        }
        boolean taken = name.chars().anyMatch(c -> c == '@' || c == ':' || Character.isISOControl(c));
        return taken
                ? Optional.of("has a name with '@', ':' or a control character; '@' stands before a version and ':'"
                        + " after a kind of store")
                : Optional.empty();
    }

    /** As it is read by {@link #parse}. */
    @Override
    public String toString() {
        return version == null ? name : name + "@" + version;
    }
}
