package dev.rehearsal.store.sql;

import dev.rehearsal.dataset.CaseId;
import dev.rehearsal.dataset.DatasetId;
import dev.rehearsal.dataset.DatasetMerge;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.DatasetVersion;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.StoreException;
import dev.rehearsal.store.sql.DatasetWriter.Counts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * A change of a dataset that becomes one version. Its records are written batch by batch, so that others can write meanwhile; nobody sees
 * them until the last batch makes the version.
 */
final class DatasetChange {
    private static final int BATCH = 500;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int MOST_TRIES = 3_000;

    private final Writer writer;
    private final Clock clock;
    private final DatasetId id;
    private final String who;
    private final String what;
    private final String owner = UUID.randomUUID().toString();

    DatasetChange(Writer writer, Clock clock, DatasetId id, String who, String what) {
        this.writer = writer;
        this.clock = clock;
        this.id = id;
        this.who = who;
        this.what = what;
    }

    DatasetMerge merge(Iterator<DatasetRecord> records, Function<DatasetId, DatasetVersion> newest) {
        var faults = new ArrayList<Fault>();
        Counts counts = new Counts(0, 0, 0);
        long seen = 0;
        boolean begun = false;
        boolean finished = false;
        try {
            do {
                List<DatasetRecord> batch = batch(records);
                boolean last = !records.hasNext();
                boolean refusedBefore = !faults.isEmpty();
                Counts before = counts;
                var refused = new ArrayList<Optional<String>>();
                var after = new AtomicReference<>(before);
                step(!begun, (changes, key) -> {
                    refused.clear();
                    Counts now = before.plus(changes.merge(key, batch, refused));
                    after.set(now);
                    if (last && !refusedBefore && refused.stream().allMatch(Optional::isEmpty)) {
                        changes.finish(key, now, clock.instant(), who, what);
                    }
                });
                begun = true;
                counts = after.get();
                for (Optional<String> why : refused) {
                    seen++;
                    if (why.isPresent()) {
                        faults.add(new Fault("test case " + seen, why.get()));
                    }
                }
                finished = last && faults.isEmpty();
            } while (records.hasNext());
        } finally {
            if (begun && !finished) {
                writer.run(
                        changes -> changes.datasets().abandon(changes.datasets().key(id), owner));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return new DatasetMerge(
                newest.apply(id), counts.added(), counts.changed(), seen - counts.added() - counts.changed());
    }

    private static List<DatasetRecord> batch(Iterator<DatasetRecord> records) {
        var batch = new ArrayList<DatasetRecord>();
        while (batch.size() < BATCH && records.hasNext()) {
            batch.add(records.next());
        }
        return batch;
    }

    void remove(Collection<CaseId> caseIds) {
        step(true, (changes, key) -> changes.finish(key, changes.remove(key, caseIds), clock.instant(), who, what));
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    private interface Step {
        void apply(DatasetWriter changes, long key) throws java.sql.SQLException;
    }

    private void step(boolean first, Step step) {
        for (int tries = 1; ; tries++) {
            var held = new AtomicBoolean();
            writer.run(changes -> {
                DatasetWriter datasets = changes.datasets();
                long key = datasets.key(id);
                held.set(
                        first
                                ? datasets.begin(key, owner, clock.instant(), LEASE)
                                : datasets.renew(key, owner, clock.instant(), LEASE));
                if (held.get()) {
                    step.apply(datasets, key);
                }
            });
            if (held.get()) {
                return;
            }
            if (!first || tries == MOST_TRIES) {
                throw new StoreException(
                        "dataset " + id
                                + " cannot be changed: somebody else is changing it; try again when that is done",
                        null);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
