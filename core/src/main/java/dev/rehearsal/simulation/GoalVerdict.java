package dev.rehearsal.simulation;

/** What the goal check found. */
public record GoalVerdict(boolean achieved, String rationale) {}
