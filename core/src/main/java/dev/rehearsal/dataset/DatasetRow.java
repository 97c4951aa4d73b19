package dev.rehearsal.dataset;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A dataset in a list, as it was when it was read.
 *
 * @param id unlike the name, it is never given again
 * @param name stands once in a store
 * @param newest its newest version
 */
public record DatasetRow(
        DatasetId id,
        String name,
        Map<String, String> tags,
        Instant createdAt,
        String createdBy,
        DatasetVersion newest) {
    public DatasetRow {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }
}
