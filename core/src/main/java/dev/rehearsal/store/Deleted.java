package dev.rehearsal.store;

/** How much was deleted. */
public record Deleted(long sessions, long runs) {
    /** Both together. */
    public Deleted plus(Deleted other) {
        return new Deleted(sessions + other.sessions, runs + other.runs);
    }
}
