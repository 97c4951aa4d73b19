package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.ReplySchema;
import java.util.List;
import java.util.Map;

/** Asks a model, at temperature 0, whether the goal is achieved. */
public final class ModelGoalCheck implements GoalCheck {
    private static final Prompt PROMPT = Prompt.load("goal_check", 1);
    private static final ReplySchema SCHEMA = ReplySchema.of("goal_check", """
            {"type":"object","properties":{"rationale":{"type":"string"},"goal_achieved":{"type":"boolean"}},\
            "required":["rationale","goal_achieved"],"additionalProperties":false}""");

    private final ModelClient model;

    public ModelGoalCheck(ModelClient model) {
        this.model = model;
    }

    @Override
    public GoalVerdict check(GoalRequest request) {
        Map<String, String> variables = Map.of(
                "goal",
                Transcript.quoted(request.testCase().goal()),
                "transcript",
                Transcript.withToolCalls(request.conversation()));
        Attributes reply = model.ask(
                        new ModelRequest(
                                PROMPT.messages(variables),
                                List.of(),
                                SCHEMA,
                                ModelParameters.DEFAULT.withTemperature(0.0),
                                Attributes.EMPTY,
                                request.calls().key(Purpose.GOAL_CHECK, "")),
                        request.calls())
                .fields();
        return new GoalVerdict(
                Boolean.TRUE.equals(reply.get("goal_achieved").orElse(false)),
                reply.text("rationale").orElse(""));
    }
}
