package dev.rehearsal.model;

import java.util.List;

/** The ability of a model to go on with a plain text. */
@FunctionalInterface
public interface TextContinuation {
    /**
     * Goes on with the text of the request's last message until one of the {@code stops} appears (which is left out of the reply) or the
     * tokens are used up. Other messages, tools and schema do not count.
     *
     * @throws ModelException if there is no reply
     */
    ModelReply continueText(ModelRequest request, List<String> stops);
}
