package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;

/** A scorer by name, with its options. */
public record ScorerSpec(String name, Attributes options) {
    public static ScorerSpec of(String name) {
        return new ScorerSpec(name, Attributes.EMPTY);
    }
}
