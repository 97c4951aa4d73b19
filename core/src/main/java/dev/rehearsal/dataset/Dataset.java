package dev.rehearsal.dataset;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Test cases that are kept in a store under a name, in versions. Every change of its records makes a version, and no version ever changes. It
 * stands for the version that was the newest when it was opened, and for the one that a change made through it; so a simulator that is
 * given it sees the same test cases as often as it looks. Safe for use by many threads.
 */
public final class Dataset implements TestCases {
    private final Datasets datasets;
    private final boolean fixed;
    private volatile DatasetRow row;

    /** For stores. */
    public Dataset(Datasets datasets, DatasetRow row) {
        this(datasets, row, false);
    }

    private Dataset(Datasets datasets, DatasetRow row, boolean fixed) {
        this.datasets = datasets;
        this.row = row;
        this.fixed = fixed;
    }

    public DatasetId id() {
        return row.id();
    }

    public String name() {
        return row.name();
    }

    public Map<String, String> tags() {
        return row.tags();
    }

    /** What it is in a list; its version is the one that this stands for. */
    public DatasetRow row() {
        return row;
    }

    /** The version that this stands for. */
    public DatasetVersion version() {
        return row.newest();
    }

    /** All its versions, the newest first. */
    public List<DatasetVersion> versions() {
        return datasets.versions(id());
    }

    /**
     * One of its versions, which stays as it is.
     *
     * @throws InvalidInputException if there is none of that number
     */
    public Dataset at(int version) {
        DatasetVersion found = versions().stream()
                .filter(each -> each.number() == version)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "dataset '" + name() + "'",
                        "has no version " + version + "; the newest is "
                                + version().number()));
        DatasetRow now = row;
        return new Dataset(
                datasets,
                new DatasetRow(now.id(), now.name(), now.tags(), now.createdAt(), now.createdBy(), found),
                true);
    }

    /** The records in the order in which they came; read as a stream, to be closed. */
    public Stream<DatasetRecord> records() {
        return datasets.records(id(), version().number());
    }

    /** The record of that case. */
    public Optional<DatasetRecord> record(CaseId caseId) {
        return datasets.record(id(), version().number(), caseId);
    }

    /** Merges test cases, by the rule of {@link MergeOutcome}. */
    public DatasetMerge merge(TestCase... testCases) {
        return merge(Arrays.asList(testCases));
    }

    /** Merges test cases, by the rule of {@link MergeOutcome}. */
    public DatasetMerge merge(List<TestCase> testCases) {
        return mergeRecords(testCases.stream().map(this::record), "merged test cases");
    }

    /**
     * Merges test cases from a source, by the rule of {@link MergeOutcome}.
     *
     * @throws InvalidInputException with all that is wrong; nothing has changed then
     */
    public DatasetMerge merge(TestCases testCases) {
        return merge(testCases, "merged test cases");
    }

    /**
     * Merges test cases from a source, by the rule of {@link MergeOutcome}.
     *
     * @param what is kept with the version, for example which file they are from
     * @throws InvalidInputException with all that is wrong; nothing has changed then
     */
    public DatasetMerge merge(TestCases testCases, String what) {
        try (Stream<CaseItem> items = testCases.open()) {
            return mergeRecords(records(items), what);
        }
    }

    /**
     * Merges records with their sources and times, by the rule of {@link MergeOutcome}.
     *
     * @param what is kept with the version
     * @throws InvalidInputException with all that is wrong; nothing has changed then
     */
    public DatasetMerge mergeRecords(Stream<DatasetRecord> records, String what) {
        refuseFixed();
        DatasetMerge merge = datasets.merge(id(), records, what);
        moveTo(merge.version());
        return merge;
    }

    /** Leaves records out of a new version; earlier versions have them still. */
    public DatasetVersion remove(CaseId... caseIds) {
        return remove(Arrays.asList(caseIds), "removed records");
    }

    /** Leaves records out of a new version; earlier versions have them still. */
    public DatasetVersion remove(Collection<CaseId> caseIds, String what) {
        refuseFixed();
        DatasetVersion version = datasets.remove(id(), caseIds, what);
        moveTo(version);
        return version;
    }

    /** What another version has that this one has not, the other way round, and what differs; this is the later one. */
    public List<RecordChange> changesSince(int version) {
        at(version);
        return datasets.changes(id(), version, version().number());
    }

    /** Sets tags of the dataset, and takes those away whose value is null. Makes no version. */
    public void tag(Map<String, @Nullable String> tags) {
        DatasetRow tagged = datasets.tag(id(), tags);
        row = new DatasetRow(
                tagged.id(), tagged.name(), tagged.tags(), tagged.createdAt(), tagged.createdBy(), version());
    }

    /** Sets a tag of the dataset. Makes no version. */
    public void tag(String name, String value) {
        var tags = new HashMap<String, @Nullable String>();
        tags.put(name, value);
        tag(tags);
    }

    private void moveTo(DatasetVersion version) {
        DatasetRow now = row;
        row = new DatasetRow(now.id(), now.name(), now.tags(), now.createdAt(), now.createdBy(), version);
    }

    private void refuseFixed() {
        if (fixed) {
            throw new InvalidInputException(
                    "dataset '" + this + "'", "is a version, which stays as it is; merge into '" + name() + "'");
        }
    }

    /** The records, and after the last one the refusal of all where one is none. */
    private Stream<DatasetRecord> records(Stream<CaseItem> items) {
        var faults = new ArrayList<Fault>();
        Stream<DatasetRecord> valid = items.sequential().mapMulti((item, each) -> {
            switch (item) {
                case CaseItem.Valid(var testCase) -> each.accept(record(testCase));
                case CaseItem.Invalid(var found) -> faults.addAll(found);
            }
        });
        Stream<DatasetRecord> refusal = Stream.of(faults).mapMulti((found, none) -> {
            if (!found.isEmpty()) {
                throw new InvalidInputException(found);
            }
        });
        return Stream.concat(valid, refusal);
    }

    private DatasetRecord record(TestCase testCase) {
        return DatasetRecord.of(testCase, datasets.clock().instant(), datasets.who());
    }

    /** The test cases. @throws InvalidInputException if there are none */
    @Override
    public Stream<CaseItem> open() {
        if (version().records() == 0) {
            throw new InvalidInputException("dataset '" + this + "'", "has no records; merge test cases into it");
        }
        return records().map(each -> new CaseItem.Valid(each.testCase()));
    }

    @Override
    public Optional<Long> size() {
        return Optional.of(version().records());
    }

    @Override
    public Optional<DatasetVersionUsed> dataset() {
        return Optional.of(new DatasetVersionUsed(id(), name(), version().number()));
    }

    /** As it is written in a command line, without {@code dataset:}. */
    @Override
    public String toString() {
        return name() + "@" + version().number();
    }
}
