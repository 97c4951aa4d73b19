package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Map;

/** Did the agent use its tools without waste? A judge says yes or no for each turn in which it called any. */
public final class ToolCallEfficiency implements TurnScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "tool_call_efficiency";

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
        if (turn.turn().answer().toolCalls().isEmpty()) {
            return List.of();
        }
        Transcript.Shown shown = Transcript.shown(turn.conversation(), true, Transcript.LONGEST);
        return QUESTION.ask(turn.judge(), Map.of("transcript", shown.text()), shown.leftOut());
    }
}
