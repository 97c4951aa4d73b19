package dev.rehearsal.store;

/** A run's id; time-ordered. */
public record RunId(String value) {
    public RunId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a run id cannot be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
