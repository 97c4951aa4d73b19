package dev.rehearsal.scoring;

/** Where the true value lies with that confidence, for example 0.95. */
public record Interval(double low, double high, double confidence) {}
