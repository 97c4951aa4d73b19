package dev.rehearsal.conversation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step inside a turn: a tool, a model call, a retrieval.
 *
 * @param id 16 hexadecimal digits
 * @param parentId the step it is part of; null for a step directly under the turn
 * @param kind what it is: {@code tool}, {@code llm}, {@code retriever}, {@code agent} or {@code other}
 * @param failure what went wrong, else null
 */
public record Span(
        String id,
        @Nullable String parentId,
        String name,
        String kind,
        Instant startedAt,
        Duration duration,
        Attributes attributes,
        @Nullable String failure) {
    /** The same as a step of that turn: directly under it where its parent is the turn itself. */
    public Span in(TraceId turn) {
        return turn.rootSpan().equals(parentId)
                ? new Span(id, null, name, kind, startedAt, duration, attributes, failure)
                : this;
    }
}
