package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does the answer say the same as {@code expected_response}? Numbers, and texts that are the same, are compared without a model; else a judge
 * says yes or no. What a case expects as a whole is, as in MLflow, expected of the first turn; nothing is said where nothing is expected. */
public final class Equivalence implements TurnScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "equivalence";

    private static final YesNoQuestion QUESTION = new YesNoQuestion(NAME, "1", Prompt.load(NAME, 1));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needsJudge() {
        return true;
    }

    @Override
    public List<Feedback> score(TurnToScore turn) {
        String expected =
                Expected.value(turn, Expected.RESPONSE).map(Object::toString).orElse("");
        if (expected.isBlank()) {
            return List.of();
        }
        String answer = turn.output().strip();
        Optional<BigDecimal> wanted = number(expected);
        Optional<BigDecimal> found = number(answer);
        if (answer.equals(expected.strip())) {
            return List.of(Feedback.yesNo(NAME, true, "the same text"));
        }
        if (wanted.isPresent() && found.isPresent()) {
            boolean same = wanted.get().compareTo(found.get()) == 0;
            return List.of(Feedback.yesNo(NAME, same, "expected " + expected + ", found " + answer));
        }
        return QUESTION.ask(
                turn.judge(), Map.of("expected", Transcript.quoted(expected), "answer", Transcript.quoted(answer)));
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
