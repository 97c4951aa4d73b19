package dev.rehearsal.model;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run or a session may use at most. Null means: no bound.
 *
 * @param tokens input and output together
 * @param usd US dollars; needs a price for every model that is used
 */
public record Budget(
        @Nullable Long tokens,
        @Nullable BigDecimal usd,
        @Nullable Duration time) {
    public static final Budget NONE = new Budget(null, null, null);

    public Budget {
        if (usd != null) {
            usd = usd.stripTrailingZeros(); // 5.00 and 5 are the same budget
        }
    }

    public Budget withTokens(@Nullable Long tokens) {
        return new Budget(tokens, usd, time);
    }

    public Budget withUsd(@Nullable BigDecimal usd) {
        return new Budget(tokens, usd, time);
    }

    public Budget withTime(@Nullable Duration time) {
        return new Budget(tokens, usd, time);
    }
}
