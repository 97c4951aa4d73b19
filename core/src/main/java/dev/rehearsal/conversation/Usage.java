package dev.rehearsal.conversation;

/**
 * Tokens used by model calls.
 *
 * @param inputTokens tokens read, cached ones included
 * @param outputTokens tokens written
 * @param cachedInputTokens those of the tokens read that the provider had in its cache
 */
public record Usage(long inputTokens, long outputTokens, long cachedInputTokens) {
    public static final Usage NONE = new Usage(0, 0, 0);

    public Usage {
        if (inputTokens < 0 || outputTokens < 0 || cachedInputTokens < 0) {
            throw new IllegalArgumentException(
                    "tokens cannot be negative: " + inputTokens + ", " + outputTokens + ", " + cachedInputTokens);
        }
    }

    public static Usage of(long inputTokens, long outputTokens) {
        return new Usage(inputTokens, outputTokens, 0);
    }

    public Usage plus(Usage other) {
        return new Usage(
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                cachedInputTokens + other.cachedInputTokens);
    }

    public long totalTokens() {
        return inputTokens + outputTokens;
    }
}
