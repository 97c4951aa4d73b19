package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.scoring.Scorer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The scorers that come with Rehearsal, by name. */
public final class Scorers {
    private static final Map<String, Supplier<Scorer>> BY_NAME = new TreeMap<>(Map.of(
            Blame.NAME,
            Blame::new,
            ConversationCompleteness.NAME,
            ConversationCompleteness::new,
            Safety.NAME,
            Safety::new,
            "expected_tool_call",
            ExpectedToolCall::new,
            "expected_answer",
            ExpectedAnswer::new,
            "no_repeated_answer",
            NoRepeatedAnswer::new));

    private Scorers() {}

    /** Their names. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * Opens a scorer by name.
     *
     * @throws InvalidInputException if there is none of that name, or it does not know an option
     */
    public static Scorer open(String name, Attributes options) {
        Supplier<Scorer> scorer = BY_NAME.get(name);
        if (scorer == null) {
            throw new InvalidInputException(
                    "scorers",
                    "there is no scorer '" + name + "' (there are: " + String.join(", ", names()) + ")"
                            + Names.suggestion(name, names()));
        }
        if (!options.isEmpty()) {
            throw new InvalidInputException(
                    "scorers", name + " has no options, found: " + String.join(", ", options.names()));
        }
        return scorer.get();
    }
}
