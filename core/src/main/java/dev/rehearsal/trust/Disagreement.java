package dev.rehearsal.trust;

/**
 * Where a person and a judge say two things.
 *
 * @param label what the person says, and of what
 * @param verdict what the judge says, as text
 */
public record Disagreement(Label label, String verdict) {}
