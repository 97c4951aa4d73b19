package dev.rehearsal.models.openai;

/**
 * In what servers of the protocol differ.
 *
 * @param tokenLimit what the bound on written tokens is called
 * @param metadata whether the request's metadata is sent
 */
record Dialect(String tokenLimit, boolean metadata) {
    private static final String OLD_LIMIT = "max_tokens";
    private static final String NEW_LIMIT = "max_completion_tokens";

    /**
     * OpenAI's reasoning models only know {@code max_completion_tokens}, most other servers only {@code max_tokens}. OpenAI takes metadata for
     * stored completions only.
     */
    static Dialect of(Endpoint endpoint) {
        return endpoint.isOpenAi() ? new Dialect(NEW_LIMIT, false) : new Dialect(OLD_LIMIT, true);
    }

    /** What to speak after a parameter was refused; this dialect itself if there is no other way to put it. */
    Dialect without(String parameter, String message) {
        if (parameter.equals("metadata")) {
            return new Dialect(tokenLimit, false);
        }
        if (parameter.equals(OLD_LIMIT) && tokenLimit.equals(OLD_LIMIT) && message.contains(NEW_LIMIT)) {
            return new Dialect(NEW_LIMIT, metadata);
        }
        return this;
    }
}
