package dev.rehearsal.store;

import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scoring.JudgedBy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The runs of a store. */
public interface Runs {
    /** The run of that id, or of the only id that begins so; {@code latest} is the newest. */
    Optional<RunRecord> find(String idOrPrefix);

    /** The newest first. */
    default List<RunRecord> list(int limit) {
        return page(RunQuery.newest(limit)).rows();
    }

    /** Runs that fit, the newest first, and where the list goes on. */
    RunPage page(RunQuery query);

    /** The names of runs that fit, the newest first: however many sessions they have, a name costs the same. */
    default List<RunName> names(RunQuery query) {
        return page(query).rows().stream().map(RunName::of).toList();
    }

    /** All experiments, the most recently active first. */
    List<ExperimentRow> experiments();

    /** The other runs that scored sessions of that run, the oldest first. */
    List<RunRecord> scoringsOf(RunId runId);

    /** The snapshotted test cases in order; to be closed. */
    Stream<TestCase> cases(RunId runId);

    /**
     * Takes the run's lease, or renews it, for that long.
     *
     * @param owner names the process
     * @return false if another owner holds it and it has not run out
     */
    boolean lease(RunId runId, String owner, Duration duration);

    /** Gives the lease back. */
    void release(RunId runId, String owner);

    /** Who holds a lease that has not run out. */
    Optional<String> holder(RunId runId);

    /** Whether somebody holds a lease that has not run out. */
    default boolean isAlive(RunId runId) {
        return holder(runId).isPresent();
    }

    /** What the run's model calls took together, discarded ones included, by whose calls they were. */
    java.util.Map<dev.rehearsal.model.Purpose, dev.rehearsal.model.Spend> spend(RunId runId);

    /** The dataset and the version that the run's test cases are of, if they are of one. */
    Optional<DatasetVersionUsed> dataset(RunId runId);

    /** How many of the run's sessions, simulated or chosen, were deleted. */
    long deletedSessions(RunId runId);

    /** The judges whose verdicts the run has, by scorer. */
    List<JudgedBy> judges(RunId runId);
}
