package dev.rehearsal.scoring;

import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.ReplySchema;
import java.util.Map;
import java.util.function.Function;

/**
 * For runs without a judge model: whoever asks it is told so.
 *
 * @param others judges that ask a model of their own, by URI
 */
public record NoJudge(Function<String, Judge> others) implements Judge {
    /** There is no model at all. */
    public NoJudge() {
        this(uri -> {
            throw missing();
        });
    }

    @Override
    public Verdict ask(String scorer, Prompt prompt, Map<String, String> variables, ReplySchema schema) {
        throw missing();
    }

    private static ModelException missing() {
        return new ModelException.Rejected("there is no judge model; name one (judge_model)", null);
    }

    @Override
    public Judge by(String uri) {
        return others.apply(uri);
    }

    @Override
    public String model() {
        return "none";
    }
}
