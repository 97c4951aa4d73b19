package dev.rehearsal.store.sql;

import dev.rehearsal.store.SearchWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The groups of three characters that a text is made of. They know no words, so they work for languages without spaces, too. As most words
 * of Chinese have two characters, pairs of such characters are groups, too, after a mark.
 */
final class CharacterGroups {
    private static final int SIZE = 3;
    private static final String MARK = "\u2016";
    private static final int FIRST_OF_EAST_ASIA = 0x2E80;

    private CharacterGroups() {}

    /** Those that a text with all the words has; none of words that are too short or too odd. */
    static List<String> of(SearchWords words) {
        return words.words().stream()
                .filter(word -> word.equals(readable(word)))
                .flatMap(word -> of(word).stream())
                .distinct()
                .toList();
    }

    /** Those of a word: its groups of three, or its only pair. */
    private static List<String> of(String word) {
        List<String> threes = threes(word);
        return threes.isEmpty() ? List.copyOf(pairs(word)) : threes;
    }

    /** Those of a text. */
    static List<String> all(String text) {
        List<String> groups = threes(text);
        groups.addAll(pairs(text));
        return groups;
    }

    private static List<String> threes(String text) {
        int[] points = text.codePoints().toArray();
        var groups = new ArrayList<String>();
        for (int i = 0; i + SIZE <= points.length; i++) {
            groups.add(new String(points, i, SIZE));
        }
        return groups;
    }

    /** Each pair of characters of languages without spaces, once, after the mark. */
    static Set<String> pairs(String text) {
        int[] points = text.codePoints().toArray();
        var pairs = new LinkedHashSet<String>();
        for (int i = 0; i + 1 < points.length; i++) {
            if (isEastAsian(points[i]) && isEastAsian(points[i + 1])) {
                pairs.add(MARK + new String(points, i, 2));
            }
        }
        return pairs;
    }

    private static boolean isEastAsian(int point) {
        return point >= FIRST_OF_EAST_ASIA && Character.isLetter(point);
    }

    /** The text without NUL and halves of surrogate pairs, which no index knows. */
    static String readable(String text) {
        var readable = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                        ? ' '
                        : point)
                .forEach(readable::appendCodePoint);
        return readable.toString();
    }
}
