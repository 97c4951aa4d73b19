package dev.rehearsal.scoring;

import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.ReplySchema;
import java.util.Map;

/** For runs without a judge model: whoever asks it is told so. */
public record NoJudge() implements Judge {
    @Override
    public Verdict ask(String scorer, Prompt prompt, Map<String, String> variables, ReplySchema schema) {
        throw new ModelException.Rejected("there is no judge model; name one (judge_model)", null);
    }

    @Override
    public String model() {
        return "none";
    }
}
