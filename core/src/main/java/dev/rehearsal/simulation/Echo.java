package dev.rehearsal.simulation;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds messages that only repeat what stands somewhere already. */
final class Echo {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}']+");
    private static final int RUN = 4;

    private Echo() {}

    /** Whether a text is one of the others, or at least that share of it stands in one of them word for word. */
    static boolean of(String text, Collection<String> others, double share) {
        List<String> words = words(text);
        if (words.size() < RUN) {
            return others.stream().anyMatch(other -> words(other).equals(words));
        }
        Set<List<String>> runs = runs(words);
        for (String other : others) {
            Set<List<String>> same = runs(words(other));
            same.retainAll(runs);
            if (!same.isEmpty() && same.size() >= share * runs.size()) {
                return true;
            }
        }
        return false;
    }

    private static List<String> words(String text) {
        return BETWEEN_WORDS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Set<List<String>> runs(List<String> words) {
        Set<List<String>> runs = new HashSet<>();
        for (int start = 0; start + RUN <= words.size(); start++) {
            runs.add(words.subList(start, start + RUN));
        }
        return runs;
    }
}
