package dev.rehearsal.model;

import dev.rehearsal.conversation.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A model call that was made, as it is kept with its session.
 *
 * @param model the model's name
 * @param usage what all its attempts used, as far as the provider said
 * @param usd what it cost in US dollars; null where the model's price is not known
 * @param duration from the first attempt's start to the reply, pauses included
 * @param attempts how often the model was asked
 * @param discarded whether the reply was thrown away: a spare user message that was not needed
 * @param failure what went wrong, where there was no reply
 */
public record ModelCall(
        CallKey key,
        String model,
        Usage usage,
        @Nullable BigDecimal usd,
        Duration duration,
        int attempts,
        boolean discarded,
        @Nullable String failure) {
    public ModelCall asDiscarded() {
        return new ModelCall(key, model, usage, usd, duration, attempts, true, failure);
    }
}
