package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Does each document that was retrieved in a turn help to answer it? A judge says yes or no for each, and the share of those that help is
 * {@code retrieval_relevance/precision}. Nothing is said of turns without a retriever span. */
public final class RetrievalRelevance implements TurnScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "retrieval_relevance";

    private static final YesNoQuestion QUESTION = new YesNoQuestion(NAME, "1", Prompt.load(NAME, 1));

    /** The name of the share of documents that help. */
    public static final String PRECISION = "retrieval_relevance/precision";

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
        String asked = Transcript.upToMessage(turn.conversation());
        var feedback = new ArrayList<Feedback>();
        int relevant = 0;
        for (int i = 0; i < documents.size(); i++) {
            Map<String, String> variables =
                    Map.of("transcript", asked, "document", Transcript.quoted(documents.get(i)));
            Feedback one = QUESTION.ask(turn.judge(), NAME + "/" + (i + 1), variables, "");
            relevant += one.value() instanceof FeedbackValue.YesNo(boolean yes) && yes ? 1 : 0;
            feedback.add(one);
        }
        feedback.add(Feedback.number(
                PRECISION,
                (double) relevant / documents.size(),
                relevant + " of " + documents.size() + " documents help"));
        return feedback;
    }
}
