package dev.rehearsal.scorers;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the agent's answer is neither too short nor too long; in characters (Unicode code points) or words. Needs no model. */
public final class ResponseLength implements TurnScorer {
    static final ScorerKind KIND = new ScorerKind(
            "response_length",
            ScorerKind.Level.TURN,
            "yes, no",
            List.of(),
            "Whether the answer is neither too short nor too long.",
            List.of(
                    new ScorerOption("min", "whole number", "none", "the least length; min or max is needed"),
                    new ScorerOption("max", "whole number", "none", "the greatest length; min or max is needed"),
                    new ScorerOption("unit", "chars or words", "chars", "what is counted"),
                    ScorerOption.AS),
            ResponseLength::new);

    private final String name;
    private final @Nullable Integer min;
    private final @Nullable Integer max;
    private final String unit;
    private final ScorerSpec spec;

    private ResponseLength(ScorerOptions options) {
        this.name = options.name();
        this.min = options.count("min");
        this.max = options.count("max");
        this.unit = options.oneOf("unit", List.of("chars", "words"), "chars");
        this.spec = options.spec();
        if (!options.has("min") && !options.has("max")) {
            options.fault("max", "is missing; give 'min', 'max' or both");
        }
        if (min != null && max != null && min > max) {
            options.fault("min", "is greater than 'max': " + min + " and " + max);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<ScorerSpec> spec() {
        return Optional.of(spec);
    }

    @Override
    public List<Feedback> score(TurnToScore turn) {
        String answer = turn.output();
        int length = unit.equals("words") ? words(answer) : answer.codePointCount(0, answer.length());
        boolean fits = (min == null || length >= min) && (max == null || length <= max);
        return List.of(Feedback.yesNo(
                name,
                fits,
                length + " " + unit + (min == null ? "" : ", at least " + min)
                        + (max == null ? "" : ", at most " + max)));
    }

    /** Words as Unicode's rules find them, so that languages without blanks are counted too. */
    private static int words(String text) {
        var breaks = BreakIterator.getWordInstance(Locale.ROOT);
        breaks.setText(text);
        int words = 0;
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            if (text.substring(from, to).codePoints().anyMatch(Character::isLetterOrDigit)) {
                words++;
            }
        }
        return words;
    }
}
