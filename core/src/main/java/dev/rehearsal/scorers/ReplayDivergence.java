package dev.rehearsal.scorers;

import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import dev.rehearsal.statistics.CharacterGrams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far an agent that is given the user turns of an earlier session answers as the agent did then: {@code same} words, {@code other_words}
 * with the same tools, or {@code other_tools}. A user's turn after other tools was said to something else, and may not fit any more. Gives no
 * feedback for turns that are not replayed. Needs no model.
 */
public final class ReplayDivergence implements TurnScorer {
    /** The expectation under which a replayed turn keeps what was answered then. */
    public static final String REPLAYED = "replayed";

    static final String ANSWER = "answer";
    static final String TOOLS = "tools";

    static final ScorerKind KIND = new ScorerKind(
            "replay_divergence",
            ScorerKind.Level.TURN,
            "same, other_words, other_tools",
            List.of(),
            "Whether a replayed turn was answered as in the session that it is of.",
            List.of(),
            options -> new ReplayDivergence());

    /** What is kept of an answer to compare another one with. */
    public static Map<String, Object> replayed(String session, int turn, String answer, List<ToolCall> calls) {
        return Map.of(
                "session",
                session,
                "turn",
                turn,
                ANSWER,
                answer,
                TOOLS,
                calls.stream().map(ToolCall::name).toList());
    }

    @Override
    public String name() {
        return KIND.name();
    }

    @Override
    public Optional<ScorerSpec> spec() {
        return Optional.of(ScorerSpec.of(name()));
    }

    @Override
    public List<Feedback> score(TurnToScore turn) {
        if (!(turn.ownExpectations().get(REPLAYED).orElse(null) instanceof Map<?, ?> then)) {
            return List.of();
        }
        String before = String.valueOf(then.get(ANSWER));
        List<String> toolsBefore = names(then.get(TOOLS));
        List<String> toolsNow =
                turn.turn().answer().toolCalls().stream().map(ToolCall::name).toList();
        double similarity = CharacterGrams.similarity(before, turn.output());
        String likeness = String.format(Locale.ROOT, "the answers are alike by %.2f", similarity);
        if (!toolsBefore.equals(toolsNow)) {
            return List.of(Feedback.category(
                    name(),
                    "other_tools",
                    "called " + list(toolsNow) + ", then " + list(toolsBefore) + "; " + likeness));
        }
        return List.of(Feedback.category(name(), similarity == 1 ? "same" : "other_words", likeness));
    }

    private static List<String> names(@Nullable Object value) {
        var names = new ArrayList<String>();
        if (value instanceof List<?> list) {
            list.forEach(each -> names.add(String.valueOf(each)));
        }
        return names;
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "no tool" : String.join(", ", names);
    }
}
