package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Map;

/** Do the documents that were retrieved hold what {@code expected_facts} or {@code expected_response} need? A judge says yes or no; nothing is
 * said of turns without a retriever span or without expectations. */
public final class RetrievalSufficiency implements TurnScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "retrieval_sufficiency";

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
        List<String> documents = RetrievedDocuments.of(turn.turn());
        List<String> expected = Expected.statements(turn);
        if (documents.isEmpty() || expected.isEmpty()) {
            return List.of();
        }
        return QUESTION.ask(
                turn.judge(),
                Map.of(
                        "message", Transcript.quoted(turn.input()),
                        "expected", Quoted.lines(expected),
                        "documents", Quoted.lines(documents)));
    }
}
