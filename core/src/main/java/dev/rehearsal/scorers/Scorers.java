package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.scoring.Scorer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** The scorers that come with Rehearsal, by name. */
public final class Scorers {
    private record Entry(Set<String> options, Function<Attributes, Scorer> opening) {
        Entry(Supplier<Scorer> opening) {
            this(Set.of(), options -> opening.get());
        }
    }

    private static final Map<String, Entry> BY_NAME = new TreeMap<>(Map.ofEntries(
            Map.entry(Blame.NAME, new Entry(Blame::new)),
            Map.entry("expected_tool_call", new Entry(ExpectedToolCall::new)),
            Map.entry("expected_answer", new Entry(ExpectedAnswer::new)),
            Map.entry("no_repeated_answer", new Entry(NoRepeatedAnswer::new)),
            Map.entry(ConversationCompleteness.NAME, new Entry(ConversationCompleteness::new)),
            Map.entry(Safety.NAME, new Entry(Safety::new)),
            Map.entry(UserFrustration.NAME, new Entry(UserFrustration::new)),
            Map.entry(ConversationalSafety.NAME, new Entry(ConversationalSafety::new)),
            Map.entry(ConversationalRoleAdherence.NAME, new Entry(ConversationalRoleAdherence::new)),
            Map.entry(
                    ConversationalGuidelines.NAME,
                    new Entry(
                            Set.of("guidelines"),
                            options -> new ConversationalGuidelines(
                                    GuidelineTexts.of(ConversationalGuidelines.NAME, options)))),
            Map.entry(ConversationalToolCallEfficiency.NAME, new Entry(ConversationalToolCallEfficiency::new)),
            Map.entry(KnowledgeRetention.NAME, new Entry(KnowledgeRetention::new)),
            Map.entry(Completeness.NAME, new Entry(Completeness::new)),
            Map.entry(RelevanceToQuery.NAME, new Entry(RelevanceToQuery::new)),
            Map.entry(Fluency.NAME, new Entry(Fluency::new)),
            Map.entry(Summarization.NAME, new Entry(Summarization::new)),
            Map.entry(
                    Guidelines.NAME,
                    new Entry(
                            Set.of("guidelines"),
                            options -> new Guidelines(GuidelineTexts.of(Guidelines.NAME, options)))),
            Map.entry(ExpectationsGuidelines.NAME, new Entry(ExpectationsGuidelines::new)),
            Map.entry(Correctness.NAME, new Entry(Correctness::new)),
            Map.entry(Equivalence.NAME, new Entry(Equivalence::new)),
            Map.entry(RetrievalRelevance.NAME, new Entry(RetrievalRelevance::new)),
            Map.entry(RetrievalGroundedness.NAME, new Entry(RetrievalGroundedness::new)),
            Map.entry(RetrievalSufficiency.NAME, new Entry(RetrievalSufficiency::new)),
            Map.entry(ToolCallCorrectness.NAME, new Entry(ToolCallCorrectness.OPTIONS, ToolCallCorrectness::from)),
            Map.entry(ToolCallEfficiency.NAME, new Entry(ToolCallEfficiency::new))));

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
        Entry scorer = BY_NAME.get(name);
        if (scorer == null) {
            throw new InvalidInputException(
                    "scorers",
                    "there is no scorer '" + name + "' (there are: " + String.join(", ", names()) + ")"
                            + Names.suggestion(name, names()));
        }
        for (String option : options.names()) {
            if (!scorer.options().contains(option)) {
                throw new InvalidInputException(
                        "scorers",
                        scorer.options().isEmpty()
                                ? name + " has no options, found: " + String.join(", ", options.names())
                                : name + " has no option '" + option + "' (there are: "
                                        + String.join(", ", new TreeSet<>(scorer.options())) + ")"
                                        + Names.suggestion(option, scorer.options()));
            }
        }
        return scorer.opening().apply(options);
    }
}
