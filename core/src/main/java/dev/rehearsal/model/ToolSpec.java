package dev.rehearsal.model;

/**
 * A tool that a model may call.
 *
 * @param parameters a JSON schema of type object, as text
 */
public record ToolSpec(String name, String description, String parameters) {}
