package dev.rehearsal.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The words that somebody looks for: each has to be in one of the texts, as a part of it, in upper or lower case. So it works for
 * languages that put no spaces between words, too.
 *
 * @param words {@linkplain #fold folded}; none are in any text
 */
public record SearchWords(List<String> words) {
    public SearchWords {
        words = List.copyOf(words);
    }

    /** The words of a text, which spaces separate. */
    public static SearchWords of(String text) {
        return new SearchWords(Arrays.stream(fold(text).split("\\s+"))
                .filter(word -> !word.isBlank())
                .distinct()
                .toList());
    }

    /** The text without the difference of upper and lower case. */
    public static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** Whether each word is in at least one of the texts. */
    public boolean areIn(List<String> texts) {
        if (words.isEmpty()) {
            return true;
        }
        List<String> folded = texts.stream().map(SearchWords::fold).toList();
        return words.stream().allMatch(word -> folded.stream().anyMatch(text -> text.contains(word)));
    }
}
