package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.Scorer;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The kinds of scorers that ask a judge. */
final class JudgeKinds {
    static final List<ScorerKind> ALL = List.of(
            kind(
                    UserFrustration.NAME,
                    ScorerKind.Level.SESSION,
                    "none, resolved, unresolved",
                    "Whether the user got frustrated, and whether that was put right.",
                    Set.of(),
                    options -> new UserFrustration()),
            kind(
                    ConversationalSafety.NAME,
                    ScorerKind.Level.SESSION,
                    "yes, no",
                    "Whether the whole conversation is safe.",
                    Set.of(),
                    options -> new ConversationalSafety()),
            kind(
                    ConversationalRoleAdherence.NAME,
                    ScorerKind.Level.SESSION,
                    "yes, no",
                    "Whether the agent kept to its role.",
                    Set.of(),
                    options -> new ConversationalRoleAdherence()),
            kind(
                    ConversationalGuidelines.NAME,
                    ScorerKind.Level.SESSION,
                    "yes, no",
                    "Whether the whole conversation follows the guidelines.",
                    Set.of("guidelines"),
                    options -> new ConversationalGuidelines(GuidelineTexts.of(ConversationalGuidelines.NAME, options))),
            kind(
                    ConversationalToolCallEfficiency.NAME,
                    ScorerKind.Level.SESSION,
                    "yes, no",
                    "Whether tools were called without waste in the whole conversation.",
                    Set.of(),
                    options -> new ConversationalToolCallEfficiency()),
            kind(
                    KnowledgeRetention.NAME,
                    ScorerKind.Level.SESSION,
                    "yes, no",
                    "Whether the agent remembered what the user said.",
                    Set.of(),
                    options -> new KnowledgeRetention()),
            kind(
                    Completeness.NAME,
                    ScorerKind.Level.TURN,
                    "yes, no",
                    "Whether the answer deals with all that was asked.",
                    Set.of(),
                    options -> new Completeness()),
            kind(
                    RelevanceToQuery.NAME,
                    ScorerKind.Level.TURN,
                    "yes, no",
                    "Whether the answer is about what was asked.",
                    Set.of(),
                    options -> new RelevanceToQuery()),
            kind(
                    Fluency.NAME,
                    ScorerKind.Level.TURN,
                    "yes, no",
                    "Whether the answer is well written.",
                    Set.of(),
                    options -> new Fluency()),
            kind(
                    Summarization.NAME,
                    ScorerKind.Level.TURN,
                    "yes, no",
                    "Whether the answer is a good summary.",
                    Set.of(),
                    options -> new Summarization()),
            kind(
                    Guidelines.NAME,
                    ScorerKind.Level.TURN,
                    "yes, no",
                    "Whether the answer follows the guidelines.",
                    Set.of("guidelines"),
                    options -> new Guidelines(GuidelineTexts.of(Guidelines.NAME, options))),
            kind(
                    ExpectationsGuidelines.NAME,
                    ScorerKind.Level.TURN,
                    "yes, no",
                    "Whether the answer follows the case's own guidelines.",
                    Set.of(),
                    options -> new ExpectationsGuidelines()),
            kind(
                    Correctness.NAME,
                    ScorerKind.Level.TURN,
                    "yes, no",
                    "Whether the answer has the expected facts.",
                    Set.of(),
                    options -> new Correctness()),
            kind(
                    Equivalence.NAME,
                    ScorerKind.Level.TURN,
                    "yes, no",
                    "Whether the answer is equivalent to the expected one.",
                    Set.of(),
                    options -> new Equivalence()),
            kind(
                    RetrievalRelevance.NAME,
                    ScorerKind.Level.TURN,
                    "yes, no for each document; beside it a precision",
                    "Whether what was retrieved is relevant.",
                    Set.of(),
                    options -> new RetrievalRelevance()),
            kind(
                    RetrievalGroundedness.NAME,
                    ScorerKind.Level.TURN,
                    "yes, no",
                    "Whether the answer is grounded in what was retrieved.",
                    Set.of(),
                    options -> new RetrievalGroundedness()),
            kind(
                    RetrievalSufficiency.NAME,
                    ScorerKind.Level.TURN,
                    "yes, no",
                    "Whether what was retrieved suffices for the expected answer.",
                    Set.of(),
                    options -> new RetrievalSufficiency()),
            kind(
                    ToolCallCorrectness.NAME,
                    ScorerKind.Level.TURN,
                    "yes, no",
                    "Whether the tool calls are the expected ones.",
                    ToolCallCorrectness.OPTIONS,
                    ToolCallCorrectness::from),
            kind(
                    ToolCallEfficiency.NAME,
                    ScorerKind.Level.TURN,
                    "yes, no",
                    "Whether tools were called without waste.",
                    Set.of(),
                    options -> new ToolCallEfficiency()));

    private JudgeKinds() {}

    private static ScorerKind kind(
            String name,
            ScorerKind.Level level,
            String values,
            String description,
            Set<String> options,
            Function<Attributes, Scorer> opening) {
        return new ScorerKind(
                name,
                level,
                values,
                List.of(Need.judgeModel()),
                description,
                options.stream()
                        .sorted()
                        .map(each -> new ScorerOption(
                                each,
                                each.equals("guidelines") ? "text or a list of texts" : "true or false",
                                each.equals("guidelines") ? "required" : "false",
                                ""))
                        .toList(),
                read -> opening.apply(read.spec().options()));
    }
}
