package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.ModelJudge;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.testing.ScriptedModel;
import java.util.List;
import java.util.Map;

/** Has one scorer judge one conversation. */
final class JudgeBench {
    static final Conversation CHAT = new Conversation(List.of(
            Turn.of(1, "My order is 1003, cancel it", Answer.of("Cancelled?")),
            Turn.of(2, "Yes!", Answer.of("Which order is it?"))));

    private JudgeBench() {}

    static List<Feedback> judge(Scorer scorer, TestCase testCase, Conversation chat, ScriptedModel model)
            throws Exception {
        return judge(scorer, testCase, chat, model, Map.of());
    }

    /** @param others the models that may be asked beside the run's judge, by URI */
    static List<Feedback> judge(
            Scorer scorer, TestCase testCase, Conversation chat, ScriptedModel model, Map<String, ScriptedModel> others)
            throws Exception {
        var judge = new ModelJudge(
                new ModelClient(model, ModelLimits.DEFAULT),
                ModelParameters.DEFAULT,
                CallScope.none(),
                0,
                uri -> new ModelClient(others.get(uri), ModelLimits.DEFAULT),
                "");
        SessionId id = SessionId.of("sim-1");
        return switch (scorer) {
            case TurnScorer turns ->
                turns.score(new TurnToScore(testCase, id, chat.turns().getLast(), chat, judge));
            case SessionScorer sessions ->
                sessions.score(new SessionToScore(testCase, id, chat, new StopReason.MaxTurns(""), judge));
        };
    }

    static ScriptedModel saying(String result) {
        return ScriptedModel.answering(request -> "{\"rationale\":\"because\",\"result\":\"" + result + "\"}");
    }

    static String asked(ScriptedModel model) {
        return model.requests().getLast().messages().getLast().text();
    }
}
