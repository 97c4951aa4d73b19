package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Judge;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.scoring.Source;
import java.util.List;
import java.util.Map;

/**
 * Did the agent keep in mind what the person had told it? A judge looks at the whole session at once and names the first turn in which it did
 * not, with which the rationale then begins; MLflow asks once for each turn.
 */
public final class KnowledgeRetention implements SessionScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "knowledge_retention";

    private static final Prompt PROMPT = Prompt.load(NAME, 1);
    private static final ReplySchema SCHEMA = ReplySchema.of("retention", """
            {"type":"object","properties":{"rationale":{"type":"string"},"turn":{"type":"integer"}},\
            "required":["rationale","turn"],"additionalProperties":false}""");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needsJudge() {
        return true;
    }

    @Override
    public List<Feedback> score(SessionToScore session) {
        Transcript.Shown shown = Transcript.shown(session.conversation(), false, Transcript.LONGEST);
        Judge.Verdict verdict = session.judge().ask(NAME, PROMPT, Map.of("transcript", shown.text()), SCHEMA);
        int turn = verdict.fields().get("turn").orElse(0) instanceof Number number ? number.intValue() : 0;
        String rationale = verdict.fields().text("rationale").orElse("");
        int turns = session.conversation().size();
        if (turn < 0 || turn > turns) {
            return List.of(Feedback.failed(
                    NAME,
                    Source.judge(session.judge().model()),
                    "the judge named turn " + turn + " of " + turns + ": " + rationale));
        }
        return List.of(new Feedback(
                NAME,
                new FeedbackValue.YesNo(turn == 0),
                YesNoQuestion.noted(turn == 0 ? rationale : "turn " + turn + ": " + rationale, shown.leftOut()),
                Source.judge(session.judge().model()),
                "1",
                PROMPT.label(),
                verdict.usage(),
                null));
    }
}
