package dev.rehearsal.model;

import dev.rehearsal.conversation.Attributes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a model samples. Null means: the provider's default.
 *
 * @param maxTokens the most tokens to write
 * @param timeout the most time an attempt may take; null for {@link ModelLimits#timeout()}
 * @param more parameters of the provider, passed through as they are
 */
public record ModelParameters(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer maxTokens,
        @Nullable Long seed,
        @Nullable Duration timeout,
        Attributes more) {
    public static final ModelParameters DEFAULT = new ModelParameters(null, null, null, null, null, Attributes.EMPTY);

    public ModelParameters withTemperature(@Nullable Double temperature) {
        return new ModelParameters(temperature, topP, maxTokens, seed, timeout, more);
    }

    public ModelParameters withTopP(@Nullable Double topP) {
        return new ModelParameters(temperature, topP, maxTokens, seed, timeout, more);
    }

    public ModelParameters withMaxTokens(@Nullable Integer maxTokens) {
        return new ModelParameters(temperature, topP, maxTokens, seed, timeout, more);
    }

    public ModelParameters withSeed(@Nullable Long seed) {
        return new ModelParameters(temperature, topP, maxTokens, seed, timeout, more);
    }

    public ModelParameters withTimeout(@Nullable Duration timeout) {
        return new ModelParameters(temperature, topP, maxTokens, seed, timeout, more);
    }

    public ModelParameters withMore(Attributes more) {
        return new ModelParameters(temperature, topP, maxTokens, seed, timeout, more);
    }

    /** A copy without the named parameter ({@code temperature}, {@code top_p}, {@code max_tokens}, {@code seed} or one of the others). */
    public ModelParameters without(String name) {
        return switch (name) {
            case "temperature" -> withTemperature(null);
            case "top_p" -> withTopP(null);
            case "max_tokens", "max_completion_tokens" -> withMaxTokens(null);
            case "seed" -> withSeed(null);
            default -> {
                var rest = new java.util.LinkedHashMap<String, @Nullable Object>(more.asMap());
                rest.remove(name);
                yield withMore(Attributes.from(rest));
            }
        };
    }
}
