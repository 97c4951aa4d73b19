package dev.rehearsal.store.sql;

import dev.rehearsal.store.SearchWords;
import java.util.ArrayList;
import java.util.List;

/** The groups of three characters that a text is made of. They know no words, so they work for languages without spaces, too. */
final class CharacterGroups {
    private static final int SIZE = 3;

    private CharacterGroups() {}

    /** Those that a text with all the words has; none of words that are too short or too odd. */
    static List<String> of(SearchWords words) {
        return words.words().stream()
                .filter(word -> word.equals(readable(word)))
                .flatMap(word -> of(word).stream())
                .distinct()
                .toList();
    }

    static List<String> of(String text) {
        int[] points = text.codePoints().toArray();
        var groups = new ArrayList<String>();
        for (int i = 0; i + SIZE <= points.length; i++) {
            groups.add(new String(points, i, SIZE));
        }
        return groups;
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
