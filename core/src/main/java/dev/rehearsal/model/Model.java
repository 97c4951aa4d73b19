package dev.rehearsal.model;

import java.util.Optional;

/**
 * A language model. Implementations make one attempt and do not retry: retries, limits, timeouts and budgets live in {@link ModelClient},
 * which surrounds every model that a run uses. Called from many threads at once.
 */
@FunctionalInterface
public interface Model {
    /**
     * Asks once and waits for the reply; may be interrupted.
     *
     * @throws ModelException if there is no reply; its subclass says what the caller can do
     */
    ModelReply generate(ModelRequest request);

    /** What the model is called where it is reported: {@code openai:/gpt-4o-mini}. */
    default String name() {
        return "model:/" + getClass().getSimpleName();
    }

    /** Where the model can go on with a plain text (as weak local models do better than in a chat), that ability. */
    default Optional<TextContinuation> continuation() {
        return Optional.empty();
    }

    /** The most calls that it can take at once; more would only wait inside of it, and their timeouts would run. */
    default int concurrency() {
        return Integer.MAX_VALUE;
    }

    /** Whether verdicts may be based on it. False for models that follow rules and for scripted ones that only pose as a person. */
    default boolean canJudge() {
        return true;
    }
}
