package dev.rehearsal.dataset;

/**
 * What a merge came to. Where nothing was added or changed, no version was made.
 *
 * @param version the newest version after it
 */
public record DatasetMerge(DatasetVersion version, long added, long changed, long unchanged) {
    /** Whether it made a version. */
    public boolean changedAnything() {
        return added + changed > 0;
    }
}
