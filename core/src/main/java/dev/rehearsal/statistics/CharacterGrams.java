package dev.rehearsal.statistics;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A text as the counts of its runs of three characters, by which texts of any language are compared, also of those that put no spaces between
 * words: upper and lower case, punctuation and the number of blanks make no difference.
 */
public final class CharacterGrams {
    private static final int LENGTH = 3;

    private final Map<String, Integer> counts;
    private final double length;

    private CharacterGrams(Map<String, Integer> counts) {
        this.counts = counts;
        this.length = Math.sqrt(counts.values().stream()
                .mapToDouble(count -> (double) count * count)
                .sum());
    }

    public static CharacterGrams of(String text) {
        String plain = " "
                + text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip() + " ";
        int[] characters = plain.codePoints().toArray();
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i + LENGTH <= characters.length; i++) {
            counts.merge(new String(characters, i, LENGTH), 1, Integer::sum);
        }
        if (counts.isEmpty() && !plain.isBlank()) {
            counts.put(plain, 1);
        }
        return new CharacterGrams(counts);
    }

    /** The cosine of the angle between the counts: 1 for texts that are the same, 0 for those that have nothing in common. */
    public double similarity(CharacterGrams other) {
        if (counts.equals(other.counts)) {
            return 1;
        }
        if (length == 0 || other.length == 0) {
            return 0;
        }
        Map<String, Integer> fewer = counts.size() <= other.counts.size() ? counts : other.counts;
        Map<String, Integer> more = fewer == counts ? other.counts : counts;
        double product = 0;
        for (Map.Entry<String, Integer> gram : fewer.entrySet()) {
            product += (double) gram.getValue() * more.getOrDefault(gram.getKey(), 0);
        }
        return Math.min(1, product / (length * other.length));
    }

    /** How similar two texts are, from 0 to 1. */
    public static double similarity(String one, String other) {
        return of(one).similarity(of(other));
    }
}
