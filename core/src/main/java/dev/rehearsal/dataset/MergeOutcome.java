package dev.rehearsal.dataset;

import java.util.Optional;

/** What becomes of a record that is merged into a dataset: the rule that every store keeps. */
public sealed interface MergeOutcome {
    /** There was none of its inputs. */
    record Added(DatasetRecord after) implements MergeOutcome {}

    /** One that was there is another now. */
    record Changed(DatasetRecord before, DatasetRecord after) implements MergeOutcome {}

    /** It says nothing that was not there. */
    record Unchanged(DatasetRecord record) implements MergeOutcome {}

    /** It cannot be told which record is meant. */
    record Refused(String why) implements MergeOutcome {}

    /**
     * Decides.
     *
     * @param record what is merged
     * @param ofItsId the record whose case id is the same
     * @param ofItsInputs the record whose inputs are the same
     */
    static MergeOutcome of(DatasetRecord record, Optional<DatasetRecord> ofItsId, Optional<DatasetRecord> ofItsInputs) {
        String id = record.testCase().id();
        if (ofItsInputs.isPresent()) {
            DatasetRecord there = ofItsInputs.get();
            boolean another = ofItsId.isPresent() && !ofItsId.get().inputsHash().equals(there.inputsHash());
            boolean renamed = id != null
                    && there.testCase().id() != null
                    && !id.equals(there.testCase().id());
            if (another || renamed) {
                return new Refused("has the id '" + record.caseId() + "' and the inputs of the record '"
                        + there.caseId() + "'; a dataset has one record of the same inputs, so leave out the id,"
                        + " or change the inputs");
            }
        }
        return ofItsInputs
                .or(() -> ofItsId)
                .<MergeOutcome>map(before -> {
                    DatasetRecord after = before.mergedWith(record);
                    return after == before ? new Unchanged(before) : new Changed(before, after);
                })
                .orElseGet(() -> new Added(record));
    }
}
