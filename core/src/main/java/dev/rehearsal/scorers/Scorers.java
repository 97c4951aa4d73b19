package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.ScorerSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The scorers that can be opened by name: those that come with Rehearsal, and those of {@link ScorerProvider}s on the class path. */
public final class Scorers {
    private static final List<ScorerKind> BUILT_IN = List.of(
            Blame.KIND,
            Checks.KIND,
            ConversationCompleteness.KIND,
            Ensemble.KIND,
            ExpectedAnswer.KIND,
            ExpectedToolCall.KIND,
            JsonValidity.KIND,
            Latency.KIND,
            NoRepeatedAnswer.KIND,
            NoUnansweredQuestion.KIND,
            PiiDetection.KIND,
            PromptJudge.KIND,
            RegexMatch.KIND,
            ReplayDivergence.KIND,
            ResponseLength.KIND,
            Safety.KIND);

    private static final List<ScorerKind> ALL = all();

    private Scorers() {}

    /** Every kind of scorer, by name. */
    public static List<ScorerKind> kinds() {
        return ALL;
    }

    /** Their names. */
    public static List<String> names() {
        return ALL.stream().map(ScorerKind::name).toList();
    }

    /** @throws InvalidInputException if there is none of that name */
    public static ScorerKind kind(String name) {
        return ALL.stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow(() -> new InvalidInputException(
                        "scorers",
                        "there is no scorer '" + name + "' (there are: " + String.join(", ", names()) + ")"
                                + Names.suggestion(name, names())));
    }

    /**
     * Opens a scorer by name.
     *
     * @throws InvalidInputException with every fault: no scorer of that name, an option that it does not have, or a value that it cannot use
     */
    public static Scorer open(String name, Attributes options) {
        return kind(name).open(options);
    }

    /**
     * Opens a scorer by its description.
     *
     * @throws InvalidInputException as {@link #open(String, Attributes)}
     */
    public static Scorer open(ScorerSpec spec) {
        return open(spec.name(), spec.options());
    }

    private static List<ScorerKind> all() {
        var all = new ArrayList<>(BUILT_IN);
        all.addAll(JudgeKinds.ALL);
        for (ScorerProvider provider : ServiceLoader.load(ScorerProvider.class)) {
            for (ScorerKind kind : provider.kinds()) {
                if (all.stream().anyMatch(each -> each.name().equals(kind.name()))) {
                    throw new IllegalStateException("two scorers are called '" + kind.name() + "', one of them from "
                            + provider.getClass().getName() + "; give it another name");
                }
                all.add(kind);
            }
        }
        all.sort(Comparator.comparing(ScorerKind::name));
        return List.copyOf(all);
    }
}
