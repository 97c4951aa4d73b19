package dev.rehearsal.model;

import java.util.Locale;

/** Whose call it is: usage and cost are summed by it. */
public enum Purpose {
    /** The simulated user speaks. */
    USER,
    /** The agent answers. */
    AGENT,
    /** The goal check asks whether the goal is achieved. */
    GOAL_CHECK,
    /** A scorer judges. */
    JUDGE,
    /** Something outside of conversations, such as drafting test cases. */
    OTHER;

    /** The name in files, tables and JSON: {@code user}, {@code agent}, {@code goal_check}, {@code judge}, {@code other}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
