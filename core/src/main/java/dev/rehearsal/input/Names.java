package dev.rehearsal.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that an unknown one was probably meant to be. */
public final class Names {
    private Names() {}

    /** The nearest of the known names, if one is near enough to be a likely slip of the pen. */
    public static Optional<String> nearest(String unknown, Collection<String> known) {
        String wanted = unknown.toLowerCase(Locale.ROOT);
        int most = Math.max(2, wanted.length() / 3);
        return known.stream()
                .filter(name -> distance(wanted, name) <= most)
                .min(Comparator.<String>comparingInt(name -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** " Did you mean 'x'?" or nothing: to be appended to a message. */
    public static String suggestion(String unknown, Collection<String> known) {
        return nearest(unknown, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] spare = previous;
            previous = current;
            current = spare;
        }
        return previous[b.length()];
    }
}
