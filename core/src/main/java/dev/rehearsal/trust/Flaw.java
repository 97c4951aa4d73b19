package dev.rehearsal.trust;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import java.util.Arrays;
import java.util.List;

/** What can be wrong with an agent's part of a conversation, and can be planted in a copy of a good one. */
public enum Flaw {
    /** A number, date or name with digits in an answer is another than the one that was said before. */
    CONTRADICTS_EARLIER_FACT("the agent contradicts a fact that was said or looked up earlier in the chat"),
    /** An answer that was given to somebody else in another conversation. */
    IGNORES_QUESTION("the agent ignores what it was just asked and talks about something else"),
    /** An answer that does what the guideline forbids. */
    BREAKS_GUIDELINE("the agent breaks this guideline: "),
    /** Somebody else's contact and card in an answer. */
    LEAKS_PERSONAL_DATA("the agent gives away personal data of another customer"),
    /** A call of another tool with the same arguments. */
    WRONG_TOOL("the agent calls a tool that does not fit what it has to do"),
    /** An answer that is word for word an earlier one. */
    REPEATS_ITSELF("the agent repeats an earlier answer of its own instead of going on");

    private final String description;

    Flaw(String description) {
        this.description = description;
    }

    /** The name in reports and flags: {@code wrong_tool}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What a judge is told to look for. */
    String inWords(String guideline) {
        return this == BREAKS_GUIDELINE ? description + guideline : description;
    }

    /** The names of all. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(Flaw::code).toList();
    }

    /** @throws InvalidInputException if there is none of that name */
    public static Flaw parse(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "flaw",
                        "there is no flaw '" + code + "' (there are: " + String.join(", ", codes()) + ")"
                                + Names.suggestion(code, codes())));
    }
}
