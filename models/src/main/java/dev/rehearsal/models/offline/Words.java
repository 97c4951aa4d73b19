package dev.rehearsal.models.offline;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares texts by the words that carry their meaning. */
final class Words {
    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> LITTLE = Set.of(
            ("the a an of to for and or your you my i me is are was be it this that with in on at as do does did can could would will shall"
                            + " please what which when where who how why want like get have has not no if from by about know there any more so we"
                            + " der die das den dem des ein eine einen und oder nicht ich sie ihr ihre mit für ist sind kann bitte wie wann wo"
                            + " welche möchte möchten haben auf zu von noch meine mein")
                    .split(" "));

    private Words() {}

    /** The words that carry meaning, lower case, cut to their first six letters so that "refunded" is "refund"; for Chinese, pairs of characters. */
    static Set<String> of(String text) {
        var words = new HashSet<String>();
        for (String word : GAP.split(text.toLowerCase(Locale.ROOT))) {
            if (word.isEmpty() || LITTLE.contains(word)) {
                continue;
            }
            if (word.codePoints().anyMatch(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN)) {
                for (int i = 0; i + 2 <= word.length(); i++) {
                    words.add(word.substring(i, i + 2));
                }
            } else {
                words.add(word.length() > 6 ? word.substring(0, 6) : word);
            }
        }
        return words;
    }

    static boolean overlap(String one, String other) {
        return shared(one, other) > 0;
    }

    /** How many words two texts share. */
    static int shared(String one, String other) {
        Set<String> words = of(one);
        words.retainAll(of(other));
        return words.size();
    }

    /** The words of a name such as {@code customer_email} or {@code orderNumber}. */
    static String ofKey(String key) {
        return String.join(
                        " ",
                        Arrays.asList(
                                key.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").split("[^\\p{L}\\p{N}]+")))
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /** The same but for case, blanks and punctuation. */
    static String normal(String text) {
        return GAP.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }
}
