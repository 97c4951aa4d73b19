package dev.rehearsal.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer takes.
 *
 * @param agentLatency for agents; null is the same as for the others
 * @param jitter how much longer or shorter it may take
 */
record Pace(Duration latency, @Nullable Duration agentLatency, Duration jitter) {

    static final Pace AT_ONCE = new Pace(Duration.ZERO, null, Duration.ZERO);

    Pace {
        notNegative("latency", latency);
        notNegative("jitter", jitter);
        if (agentLatency != null) {
            notNegative("agent latency", agentLatency);
        }
    }

    Duration delay(RequestKind kind, Dice dice) {
        Duration base = kind == RequestKind.AGENT && agentLatency != null ? agentLatency : latency;
        if (jitter.isZero()) {
            return base;
        }
        double swing = 2 * dice.roll(Dice.Purpose.JITTER) - 1;
        Duration delay = base.plusNanos(Math.round(swing * jitter.toNanos()));
        return delay.isNegative() ? Duration.ZERO : delay;
    }

    private static void notNegative(String what, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(what + " is negative: " + duration);
        }
    }
}
