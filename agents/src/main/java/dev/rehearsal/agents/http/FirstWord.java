package dev.rehearsal.agents.http;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Measures how long an agent that streams takes until its first word, from now on. */
public final class FirstWord {
    static final String NAME = "first word";

    private final Consumer<Span> steps;
    private final Instant startedAt = Instant.now();
    private final long started = System.nanoTime();
    private boolean told;

    /** @param steps is told once */
    public FirstWord(Consumer<Span> steps) {
        this.steps = steps;
    }

    Consumer<Protocol.Event> watching(Protocol.Parts parts) {
        return event -> {
            parts.accept(event);
            if (parts.hasText()) {
                heard();
            }
        };
    }

    /** There is text; only the first time counts. */
    public void heard() {
        if (!told) {
            told = true;
            String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
            var taken = Duration.ofNanos(System.nanoTime() - started);
            steps.accept(new Span(id, null, NAME, "llm", startedAt, taken, Attributes.EMPTY, null));
        }
    }
}
