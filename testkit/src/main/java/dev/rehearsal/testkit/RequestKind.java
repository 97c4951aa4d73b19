package dev.rehearsal.testkit;

import java.util.Locale;

/** Who is asking: the part that the model plays in this request. */
public enum RequestKind {
    /** The person who talks to the agent; also what cannot be told to be anything else. */
    USER,
    /** The agent under test: the model's name contains {@code agent}. */
    AGENT,
    /** The check after a turn: the schema or the prompt names {@code goal_achieved}, or the model's name contains {@code goal}. */
    GOAL_CHECK,
    /** A judge: any other schema or wish for JSON, or the model's name contains {@code judge}. */
    JUDGE;

    /** The name in flags and statistics, such as {@code goal_check}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RequestKind parse(String id) {
        for (RequestKind kind : values()) {
            if (kind.id().equals(id)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no such kind of request: " + id + " (user, agent, goal_check, judge)");
    }
}
