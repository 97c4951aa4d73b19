package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.Usage;
import org.jspecify.annotations.Nullable;

/** Counts of tokens as spans have them. */
final class Numbers {
    private Numbers() {}

    /** A count, or 0 where it is none. */
    static long count(@Nullable Object value) {
        return switch (value) {
            case Number number
            when number.doubleValue() >= 0 && number.doubleValue() < Long.MAX_VALUE / 4.0 -> number.longValue();
            case String text when text.matches("\\d{1,15}") -> Long.parseLong(text);
            case null, default -> 0;
        };
    }

    static Usage usage(@Nullable Object input, @Nullable Object output, @Nullable Object cached) {
        long in = count(input);
        return new Usage(in, count(output), Math.min(in, count(cached)));
    }
}
