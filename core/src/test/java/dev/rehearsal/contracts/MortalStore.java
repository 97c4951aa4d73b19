package dev.rehearsal.contracts;

import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.Datasets;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Calibration;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.Deleted;
import dev.rehearsal.store.Deletion;
import dev.rehearsal.store.ExperimentRow;
import dev.rehearsal.store.Outbox;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunPage;
import dev.rehearsal.store.RunQuery;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Runs;
import dev.rehearsal.store.Sessions;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A store that dies after so many changes: what was given before is kept, nothing after. So it is what a killed process leaves. */
final class MortalStore implements Store {
    private final Store store;
    private int left;

    MortalStore(Store store, int changes) {
        this.store = store;
        this.left = changes;
    }

    synchronized boolean isDead() {
        return left < 0;
    }

    private synchronized void live() {
        if (left <= 0) {
            left = -1;
            throw new StoreException("the process was killed", null);
        }
        left--;
    }

    @Override
    public synchronized void write(Change change) {
        live();
        store.write(change);
    }

    @Override
    public synchronized void enqueue(Change change) {
        live();
        store.enqueue(change);
    }

    @Override
    public void flush() {
        store.flush();
    }

    @Override
    public Runs runs() {
        return new DyingRuns(store.runs());
    }

    @Override
    public Sessions sessions() {
        return store.sessions();
    }

    @Override
    public Deleted delete(Deletion what) {
        return store.delete(what);
    }

    @Override
    public Datasets datasets() {
        return store.datasets();
    }

    @Override
    public Outbox outbox() {
        return store.outbox();
    }

    @Override
    public List<Calibration> calibrations() {
        return store.calibrations();
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void close() {
        store.close();
    }

    /** Here a lease ends with its process at once, so that nobody has to wait. */
    private record DyingRuns(Runs runs) implements Runs {
        @Override
        public Optional<RunRecord> find(String idOrPrefix) {
            return runs.find(idOrPrefix);
        }

        @Override
        public RunPage page(RunQuery query) {
            return runs.page(query);
        }

        @Override
        public List<ExperimentRow> experiments() {
            return runs.experiments();
        }

        @Override
        public List<RunRecord> scoringsOf(RunId runId) {
            return runs.scoringsOf(runId);
        }

        @Override
        public Stream<TestCase> cases(RunId runId) {
            return runs.cases(runId);
        }

        @Override
        public boolean lease(RunId runId, String owner, Duration duration) {
            return runs.lease(runId, owner, duration);
        }

        @Override
        public void release(RunId runId, String owner) {
            runs.release(runId, owner);
        }

        @Override
        public Optional<String> holder(RunId runId) {
            return runs.holder(runId);
        }

        @Override
        public Map<Purpose, Spend> spend(RunId runId) {
            return runs.spend(runId);
        }

        @Override
        public Optional<DatasetVersionUsed> dataset(RunId runId) {
            return runs.dataset(runId);
        }

        @Override
        public long deletedSessions(RunId runId) {
            return runs.deletedSessions(runId);
        }

        @Override
        public List<JudgedBy> judges(RunId runId) {
            return runs.judges(runId);
        }
    }
}
