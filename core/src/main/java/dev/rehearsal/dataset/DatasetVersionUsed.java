package dev.rehearsal.dataset;

/**
 * Which dataset, and which version of it, test cases are of.
 *
 * @param id tells the dataset from a later one of the same name; of a dataset that is kept elsewhere, its id there
 * @param name as it is written after {@code dataset:}
 * @param version 0 where its place knows no versions
 */
public record DatasetVersionUsed(DatasetId id, String name, int version) {
    /** As it is written in a command line, without {@code dataset:}. */
    @Override
    public String toString() {
        return version == 0 ? name : name + "@" + version;
    }
}
