package dev.rehearsal.store;

/**
 * Which version a store's tables were of, and which they are of now.
 *
 * @param before 0 where there were none
 */
public record SchemaChange(int before, int after) {}
