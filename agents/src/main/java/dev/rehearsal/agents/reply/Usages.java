package dev.rehearsal.agents.reply;

import dev.rehearsal.conversation.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how many tokens were used, by the names that are in use. */
public final class Usages {
    private Usages() {}

    /** {@link Usage#NONE} where nothing is said. */
    public static Usage from(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Usage.NONE;
        }
        long input = first(map, "input_tokens", "prompt_tokens", "inputTokens", "promptTokens");
        long output = first(map, "output_tokens", "completion_tokens", "outputTokens", "completionTokens");
        long cached = Math.max(
                first(map, "cached_input_tokens", "cache_read_input_tokens"),
                Math.max(inner(map.get("input_tokens_details")), inner(map.get("prompt_tokens_details"))));
        return new Usage(input, output, Math.min(cached, input));
    }

    private static long inner(@Nullable Object details) {
        return details instanceof Map<?, ?> map ? first(map, "cached_tokens") : 0;
    }

    private static long first(Map<?, ?> map, String... names) {
        for (String name : names) {
            if (map.get(name) instanceof Number number) {
                return Math.max(0, number.longValue());
            }
        }
        return 0;
    }
}
