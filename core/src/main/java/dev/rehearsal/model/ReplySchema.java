package dev.rehearsal.model;

/**
 * The form of a structured reply.
 *
 * @param name a short name: letters, digits, underscores
 * @param json a JSON schema of type object, as text
 */
public record ReplySchema(String name, String json) {}
