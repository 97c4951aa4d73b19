package dev.rehearsal.store;

/**
 * How a session began and how it ended, for a list.
 *
 * @param firstQuestion what the user said first; empty where nothing was said yet
 * @param lastAnswer what the agent answered last; empty where it has not
 */
public record Glimpse(String firstQuestion, String lastAnswer) {}
