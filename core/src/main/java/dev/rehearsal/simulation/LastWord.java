package dev.rehearsal.simulation;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a person who was asked to mark the end of a chat wrote: the message, and whether it was the last. */
final class LastWord {
    private static final Pattern MARK = Pattern.compile("\\[[^\\]\\n]*(]|$)");
    private static final Pattern GOODBYE = Pattern.compile(
            "\\b(good)?bye\\b|\\bsee you\\b"
                    + "|\\bhave a (nice|good|great) (day|one|evening)\\b|\\bthat('s| is| was) (all|it|everything)\\b|^no,? (thanks|thank you)\\b|\\bi('m| am) done\\b");
    private static final Pattern GIVING_UP = Pattern.compile("\\bi( am|'m)? giv(e|ing) up\\b");
    private static final int SHORT = 8;

    private LastWord() {}

    static UserReply read(String written) {
        String marks = "";
        var message = new StringBuilder();
        Matcher matcher = MARK.matcher(written);
        while (matcher.find()) {
            marks += matcher.group().toLowerCase(Locale.ROOT);
            matcher.appendReplacement(message, "");
        }
        String text = matcher.appendTail(message).toString().strip().replaceAll("\\s+", " ");
        if (marks.contains("give")
                || GIVING_UP.matcher(text.toLowerCase(Locale.ROOT)).find()) {
            return UserReply.givesUp(text);
        }
        if (marks.contains("leave") || marks.contains("satisf") || isGoodbye(text)) {
            return UserReply.satisfied(text);
        }
        return UserReply.of(text);
    }

    /** A goodbye without its mark; "bye" in a longer text may be about anything. */
    private static boolean isGoodbye(String text) {
        return text.indexOf('?') < 0
                && text.split(" ").length <= SHORT
                && GOODBYE.matcher(text.toLowerCase(Locale.ROOT)).find();
    }
}
