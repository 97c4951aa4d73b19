package dev.rehearsal.models.offline;

import java.lang.Character.UnicodeScript;
import java.util.regex.Pattern;

/** What the offline user speaks. */
enum Language {
    ENGLISH("en"),
    GERMAN("de"),
    CHINESE("zh"),
    /** Any other: it then says the goal's own words and hardly anything else. */
    OTHER("other");

    private static final Pattern ENGLISH_WORDS =
            words("the|a|an|of|to|for|and|your|you|my|is|with|in|on|get|that|when|how|not|find|cancel|set");
    private static final Pattern GERMAN_WORDS = words(
            "der|die|das|den|dem|ein|eine|einen|und|nicht|ich|mit|für|meine|deine|bestellung|wann|ob|auf|an|zu|möchtest|möchte|stornieren");
    private static final Pattern OTHER_WORDS = words(
            "el|la|los|las|que|para|una|con|le|les|du|des|pour|une|est|il|che|di|per|um|uma|não|ve|bir|için|het|een|van|jag|och");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    /** The language of a goal, by its script and its little words. */
    static Language of(String goal) {
        long letters = goal.codePoints().filter(Character::isLetter).count();
        long latin = count(goal, UnicodeScript.LATIN);
        if (count(goal, UnicodeScript.HAN) > 0
                && count(goal, UnicodeScript.HIRAGANA) + count(goal, UnicodeScript.KATAKANA) == 0) {
            return CHINESE;
        }
        if (latin * 2 < letters) {
            return OTHER;
        }
        long english = ENGLISH_WORDS.matcher(goal).results().count();
        long german = GERMAN_WORDS.matcher(goal).results().count();
        long others = OTHER_WORDS.matcher(goal).results().count();
        if (german > english && german >= others) {
            return GERMAN;
        }
        return english > 0 && english >= others || others == 0 && latin == asciiLetters(goal) ? ENGLISH : OTHER;
    }

    private static long asciiLetters(String text) {
        return text.codePoints()
                .filter(each -> each < 128 && Character.isLetter(each))
                .count();
    }

    private static long count(String text, UnicodeScript script) {
        return text.codePoints()
                .filter(each -> Character.isLetter(each) && UnicodeScript.of(each) == script)
                .count();
    }

    private static Pattern words(String words) {
        return Pattern.compile(
                "\\b(" + words + ")\\b",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
