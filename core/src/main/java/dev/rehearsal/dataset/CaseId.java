package dev.rehearsal.dataset;

/** What pairs a test case across runs: its own {@code id}, or the digest of its inputs. */
public record CaseId(String value) {
    public CaseId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a case id cannot be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
