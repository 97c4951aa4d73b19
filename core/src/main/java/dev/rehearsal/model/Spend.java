package dev.rehearsal.model;

import dev.rehearsal.conversation.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a number of calls took together.
 *
 * @param usd US dollars; null as soon as the price of one of the calls is not known
 */
public record Spend(long calls, Usage usage, @Nullable BigDecimal usd) {
    public static final Spend NONE = new Spend(0, Usage.NONE, BigDecimal.ZERO);

    public Spend plus(ModelCall call) {
        return plus(new Spend(1, call.usage(), call.usd()));
    }

    public Spend plus(Spend other) {
        return new Spend(
                calls + other.calls,
                usage.plus(other.usage),
                usd == null || other.usd == null ? null : usd.add(other.usd));
    }
}
