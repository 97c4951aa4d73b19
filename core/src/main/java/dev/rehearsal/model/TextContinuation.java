package dev.rehearsal.model;

import java.util.List;

/** The ability of a model to go on with a plain text. */
@FunctionalInterface
public interface TextContinuation {
    /**
     * Goes on with {@code text} until one of the {@code stops} appears (which is left out of the reply) or the tokens are used up.
     *
     * @throws ModelException if there is no reply
     */
    ModelReply continueText(String text, List<String> stops, ModelParameters parameters);
}
