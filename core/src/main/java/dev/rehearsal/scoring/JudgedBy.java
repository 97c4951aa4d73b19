package dev.rehearsal.scoring;

/**
 * Whose verdicts they are: another prompt or another model is another judge, however the scorer is called.
 *
 * @param scorer the feedback's name
 * @param promptVersion id and version of the prompt; may be empty
 * @param model the model's name
 */
public record JudgedBy(String scorer, String promptVersion, String model) {}
