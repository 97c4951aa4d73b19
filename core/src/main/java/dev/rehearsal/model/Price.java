package dev.rehearsal.model;

import dev.rehearsal.conversation.Usage;
import java.math.BigDecimal;

/** What a model costs, in US dollars for a million tokens. */
public record Price(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
    public static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    public BigDecimal of(Usage usage) {
        long cached = Math.min(usage.cachedInputTokens(), usage.inputTokens());
        return input.multiply(BigDecimal.valueOf(usage.inputTokens() - cached))
                .add(cachedInput.multiply(BigDecimal.valueOf(cached)))
                .add(output.multiply(BigDecimal.valueOf(usage.outputTokens())))
                .movePointLeft(6);
    }
}
