package dev.rehearsal.trust;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.scoring.Judge;
import java.util.Map;

/** Asks a judge in which turn a flaw is; 0 for none. */
final class FlawedTurnQuestion {
    private static final Prompt PROMPT = Prompt.load("flawed_turn", 1);
    private static final ReplySchema SCHEMA = ReplySchema.of("flawed_turn", """
            {"type":"object","properties":{"rationale":{"type":"string"},"turn":{"type":"integer"}},\
            "required":["rationale","turn"],"additionalProperties":false}""");

    private FlawedTurnQuestion() {}

    static int ask(Judge judge, String scorer, String criterion, Conversation conversation) {
        Judge.Verdict verdict = judge.ask(
                scorer,
                PROMPT,
                Map.of("criterion", criterion, "transcript", Transcript.withToolCalls(conversation)),
                SCHEMA);
        return verdict.fields().get("turn").orElse(0) instanceof Number turn ? turn.intValue() : 0;
    }
}
