package dev.rehearsal.model;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Usage;

/**
 * A reply that follows its schema.
 *
 * @param usage of all calls that it took
 */
public record StructuredReply(Attributes fields, Usage usage) {}
