package dev.rehearsal.scoring;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.ReplySchema;
import java.util.Map;

/** Asks the judge model for a verdict. */
public interface Judge {
    /**
     * Asks one question; the reply follows the schema.
     *
     * @param scorer the scorer's name
     * @param variables the prompt's variables
     * @throws dev.rehearsal.model.ModelException if there is no usable reply
     */
    Verdict ask(String scorer, Prompt prompt, Map<String, String> variables, ReplySchema schema);

    /** The model's name. */
    String model();

    /**
     * Whoever asks another model instead, under the same limits and budgets.
     *
     * @param uri the model, as {@link Scorer#models} named it before the run
     * @throws dev.rehearsal.input.InvalidInputException if there is no such model
     */
    default Judge by(String uri) {
        throw new UnsupportedOperationException("this judge can ask " + model() + " only, not " + uri);
    }

    /** The reply's fields. */
    record Verdict(Attributes fields, Usage usage) {}
}
