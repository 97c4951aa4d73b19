package dev.rehearsal.simulation;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts what a person was told ("You want your money back") into that person's mouth ("I want my money back"). A weak model that is told
 * "you" says "you" to the agent and has changed sides. English only, by rules of thumb; other texts stay as they are.
 */
final class FirstPerson {
    /** After a "you" that acts; any other "you" becomes "me". */
    private static final String ACTS =
            "(?=(?:want|have|had|do|did|don't|didn't|need|can|can't|cannot|could|will|won't|would"
                    + "|wouldn't|should|think|know|like|prefer|only|also|recently|just|already|never|live|remember|may|might|must|mention"
                    + "|ask|say|tell|then|either|still|received|bought|ordered|got|wish|plan|are|were)\\b)";

    private static final List<Rule> RULES = List.of(
            new Rule("\\b[Yy]ou are\\b", "I am"),
            new Rule("\\b[Yy]ou're\\b", "I'm"),
            new Rule("\\b[Yy]ou were\\b", "I was"),
            new Rule("\\b[Yy]ou('ve|'ll|'d)\\b", "I$1"),
            new Rule("\\b[Yy]ourself\\b", "myself"),
            new Rule("\\b[Yy]ours\\b", "mine"),
            new Rule("\\bYour\\b", "My"),
            new Rule("\\byour\\b", "my"),
            new Rule("\\bYou\\b", "I"),
            new Rule("\\byou " + ACTS, "I "),
            new Rule(
                    "\\b(that|if|because|when|what|where|and|but|as|since|although|while|whether|how|why|than) you\\b",
                    "$1 I"),
            new Rule(", you\\b", ", I"),
            new Rule("\\byou\\b", "me"));

    private FirstPerson() {}

    static String of(String text) {
        String told = text;
        for (Rule rule : RULES) {
            told = rule.pattern().matcher(told).replaceAll(rule.replacement());
        }
        return told;
    }

    private record Rule(Pattern pattern, String replacement) {
        Rule(String pattern, String replacement) {
            this(Pattern.compile(pattern), replacement);
        }
    }
}
