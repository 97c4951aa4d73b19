package dev.rehearsal.trust;

import dev.rehearsal.conversation.Conversation;

/**
 * A good conversation and a copy of it that has one flaw.
 *
 * @param turn where the flaw is
 */
public record Planted(String id, Flaw flaw, Conversation good, Conversation flawed, int turn) {}
