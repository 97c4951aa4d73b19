package dev.rehearsal.dataset;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The datasets of a store. {@link #create} and {@link #get} give a {@link Dataset} to work with; what it does is done by the methods here
 * that take its id. Safe for use by many threads and, where the store is, by many processes.
 */
public interface Datasets {
    /** How many names are looked through for the one that was meant. */
    int NAMES_LOOKED_THROUGH = 1_000;

    /** A new dataset without records. */
    default Dataset create(String name) {
        return create(name, Map.of());
    }

    /**
     * A new dataset without records.
     *
     * @throws InvalidInputException if there is one of that name, or none can have it
     */
    Dataset create(String name, Map<String, String> tags);

    /** The dataset of that name; {@code NAME@VERSION} is one of its versions, which stays as it is. */
    default Optional<Dataset> find(String reference) {
        DatasetReference parsed = DatasetReference.parse(reference);
        return row(parsed.name()).map(row -> {
            Dataset dataset = new Dataset(this, row);
            return parsed.version() == null ? dataset : dataset.at(parsed.version());
        });
    }

    /**
     * The dataset of that name; {@code NAME@VERSION} is one of its versions, which stays as it is.
     *
     * @throws InvalidInputException if it is not there
     */
    default Dataset get(String reference) {
        return find(reference).orElseThrow(() -> {
            String name = DatasetReference.parse(reference).name();
            List<String> known = search(DatasetQuery.newest(NAMES_LOOKED_THROUGH)).stream()
                    .map(DatasetRow::name)
                    .toList();
            return new InvalidInputException(
                    "dataset '" + name + "'", "is not in the store" + Names.suggestion(name, known));
        });
    }

    /**
     * The test cases that a text names where a file could be named too: {@code dataset:NAME}, {@code dataset:NAME@3}, or
     * {@code dataset:KIND:NAME} for a dataset that is kept elsewhere.
     *
     * @throws InvalidInputException if it is not there
     */
    default TestCases cases(String reference) {
        String name =
                DatasetReference.isOne(reference) ? reference.substring(DatasetReference.PREFIX.length()) : reference;
        int colon = name.indexOf(':');
        if (colon < 0) {
            return get(name);
        }
        String kind = name.substring(0, colon);
        for (DatasetProvider provider : ServiceLoader.load(DatasetProvider.class)) {
            if (provider.kind().equals(kind)) {
                return provider.open(name.substring(colon + 1));
            }
        }
        throw new InvalidInputException(
                reference, "names a dataset of the kind '" + kind + "', and nothing on the class path opens such");
    }

    /** Those that fit, the one that changed last first. Reads no records. */
    List<DatasetRow> search(DatasetQuery query);

    /** The dataset of that name, as it is now. */
    Optional<DatasetRow> row(String name);

    /** As if somebody else had asked: what is done through it is kept under that name. */
    Datasets by(String who);

    /** Under whose name changes are kept; the user of the process unless said otherwise. */
    String who();

    /** What tells the time of changes. */
    Clock clock();

    /** The dataset's versions, the newest first. */
    List<DatasetVersion> versions(DatasetId id);

    /** The records that a version has, in the order in which they came; read as a stream, to be closed. */
    Stream<DatasetRecord> records(DatasetId id, int version);

    /** The record of that id that a version has. */
    Optional<DatasetRecord> record(DatasetId id, int version, CaseId caseId);

    /**
     * Merges records into the newest version, by the rule of {@link MergeOutcome}: all become one new version, or none if something is wrong.
     *
     * @param what is kept with the version
     * @throws InvalidInputException with every record that is refused; nothing has changed then
     */
    DatasetMerge merge(DatasetId id, Stream<DatasetRecord> records, String what);

    /**
     * Leaves records out of a new version; earlier versions have them still.
     *
     * @param what is kept with the version
     * @return the newest version after it; a new one if any of the records was there
     */
    DatasetVersion remove(DatasetId id, Collection<CaseId> caseIds, String what);

    /** What differs between two versions. */
    List<RecordChange> changes(DatasetId id, int from, int to);

    /**
     * Sets tags of a dataset, and takes those away whose value is null. Makes no version.
     *
     * @return the dataset as it is then
     */
    DatasetRow tag(DatasetId id, Map<String, @Nullable String> tags);

    /** Deletes a dataset with all its versions, for good. Runs that used it keep the test cases that they took. */
    void delete(DatasetId id);
}
