package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Map;

/** Is the answer supported by the documents that were retrieved for it? A judge says yes or no; nothing is said of turns without a retriever
 * span. */
public final class RetrievalGroundedness implements TurnScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "retrieval_groundedness";

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
        if (documents.isEmpty()) {
            return List.of();
        }
        return QUESTION.ask(
                turn.judge(), Map.of("documents", Quoted.lines(documents), "turn", Transcript.ofTurn(turn.turn())));
    }
}
