package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.TreeMap;

/**
 * A test case in a dataset. Its inputs (goal, persona, context, guidelines) tell it from others: a dataset has one record of the same
 * inputs.
 *
 * @param testCase with its expectations and tags
 * @param outputs what an agent answered, where the record was made from answers; empty otherwise
 * @param source where it came from first
 * @param createdAt when it came into its dataset
 * @param createdBy who brought it
 * @param updatedAt when it changed last
 * @param updatedBy who changed it last
 */
public record DatasetRecord(
        TestCase testCase,
        Attributes outputs,
        RecordSource source,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {
    /** A record that a test case becomes when somebody brings it. */
    public static DatasetRecord of(TestCase testCase, Instant at, String by) {
        return of(testCase, RecordSource.of(testCase), at, by);
    }

    /** A record that a test case from a known source becomes when somebody brings it. */
    public static DatasetRecord of(TestCase testCase, RecordSource source, Instant at, String by) {
        return new DatasetRecord(testCase, Attributes.EMPTY, source, at, by, at, by);
    }

    /** The SHA-256 of the inputs in hexadecimal: the same for the same inputs, in any order of the keys. */
    public String inputsHash() {
        return CaseDigest.sha256Of(testCase);
    }

    /** What names it in its dataset, and its sessions in a run. */
    public CaseId caseId() {
        return testCase.caseId();
    }

    /**
     * This record after another was merged into it. Expectations, tags, metadata and outputs are merged key by key, the other's in place of
     * this one's; the inputs are the other's, which differ only where an {@code id} says that both are the same case. The source and who
     * created it stay. This record itself if nothing changes.
     */
    public DatasetRecord mergedWith(DatasetRecord other) {
        TestCase merged = merged(testCase, other.testCase);
        Attributes mergedOutputs = merged(outputs, other.outputs);
        return merged.equals(testCase) && mergedOutputs.equals(outputs)
                ? this
                : new DatasetRecord(
                        merged, mergedOutputs, source, createdAt, createdBy, other.updatedAt, other.updatedBy);
    }

    /** Written by name, so that what a test case has besides counts as inputs. */
    private static TestCase merged(TestCase mine, TestCase theirs) {
        var fields = new LinkedHashMap<>(CaseReader.write(theirs));
        if (mine.id() != null) {
            fields.put("id", mine.id());
        }
        var tags = new TreeMap<>(mine.tags());
        tags.putAll(theirs.tags());
        fields.put("tags", tags);
        fields.put("expectations", merged(mine.expectations(), theirs.expectations()));
        fields.put("metadata", merged(mine.metadata(), theirs.metadata()));
        return switch (CaseReader.read(fields)) {
            case CaseItem.Valid(var merged) -> merged;
            case CaseItem.Invalid(var faults) -> throw new InvalidInputException(faults);
        };
    }

    private static Attributes merged(Attributes mine, Attributes theirs) {
        Attributes all = mine;
        for (String name : theirs.names()) {
            all = all.with(name, theirs.get(name).orElse(null));
        }
        return all;
    }
}
