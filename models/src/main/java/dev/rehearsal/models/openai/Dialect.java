package dev.rehearsal.models.openai;

/**
 * In what servers of the protocol differ.
 *
 * @param tokenLimit what the bound on written tokens is called
 * @param metadata whether the request's metadata is sent
 * @param settled whether the other name of the bound was tried already
 */
record Dialect(String tokenLimit, boolean metadata, boolean settled) {
    private static final String OLD_LIMIT = "max_tokens";
    private static final String NEW_LIMIT = "max_completion_tokens";

    /** OpenAI's own: its reasoning models know the new name only, and metadata goes with stored completions only. */
    static final Dialect OPENAI = new Dialect(NEW_LIMIT, false, false);

    /** Of everybody else's servers, which may be agents. */
    static final Dialect COMPATIBLE = new Dialect(OLD_LIMIT, true, false);

    /** Of servers that only have models behind them. */
    static final Dialect MODELS = new Dialect(OLD_LIMIT, false, false);

    /** What to speak after a parameter was refused; this dialect itself if there is no other way to put it. */
    Dialect without(String parameter) {
        if (parameter.equals("metadata")) {
            return new Dialect(tokenLimit, false, settled);
        }
        if (parameter.equals(tokenLimit) && !settled) {
            return new Dialect(tokenLimit.equals(OLD_LIMIT) ? NEW_LIMIT : OLD_LIMIT, metadata, true);
        }
        return this;
    }
}
