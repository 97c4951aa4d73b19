package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Turn;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the agent says something new: no, where the answer is the same as an earlier one of its conversation but for case, blanks and
 * punctuation. A sign of an agent that goes in circles. Needs no model.
 */
public final class NoRepeatedAnswer implements TurnScorer {
    static final ScorerKind KIND = new ScorerKind(
            "no_repeated_answer",
            ScorerKind.Level.TURN,
            "yes, no",
            List.of(),
            "Whether the answer is another than every earlier one of its conversation.",
            List.of(),
            options -> new NoRepeatedAnswer());

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
        String answer = normal(turn.output());
        if (answer.isEmpty()) {
            return List.of();
        }
        for (Turn earlier : turn.conversation().turns()) {
            if (earlier.number() < turn.turn().number()
                    && normal(earlier.answer().text()).equals(answer)) {
                return List.of(Feedback.yesNo(name(), false, "the same answer as in turn " + earlier.number()));
            }
        }
        return List.of(Feedback.yesNo(name(), true, ""));
    }

    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
