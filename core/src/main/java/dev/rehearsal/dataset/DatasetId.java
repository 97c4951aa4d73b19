package dev.rehearsal.dataset;

import java.util.UUID;

/** A dataset's id: {@code d-} and 32 hexadecimal digits. Unlike a name it is never given twice. */
public record DatasetId(String value) {
    public DatasetId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the id of a dataset cannot be blank");
        }
    }

    /** A new one. */
    public static DatasetId random() {
        return new DatasetId("d-" + UUID.randomUUID().toString().replace("-", ""));
    }

    @Override
    public String toString() {
        return value;
    }
}
