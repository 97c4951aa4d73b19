package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Deleted;
import dev.rehearsal.store.Deletion;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.StoreException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Deletes from a database: rows batch by batch, so that others can write meanwhile, and then what is left of them in the files. */
final class SqlDeletion {
    private static final int BATCH = 100;

    private final Writer writer;
    private final Clock clock;

    SqlDeletion(Writer writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    Deleted delete(Deletion what) {
        List<SessionId> sessions = List.copyOf(what.sessions());
        List<RunId> runs = List.copyOf(what.runs());
        run(deletions -> {
            for (RunId run : runs) {
                deletions.refuseLiveRun(run.value(), clock.instant());
                for (SessionId session : deletions.sessionsOf(run.value())) {
                    deletions.refuseLive(session, clock.instant());
                }
            }
            for (SessionId session : sessions) {
                deletions.refuseLive(session, clock.instant());
            }
            return new Deleted(0, 0);
        });
        Deleted deleted = sessions(sessions);
        for (RunId run : runs) {
            deleted = deleted.plus(run(run));
        }
        wipe(writer);
        return deleted;
    }

    private Deleted run(RunId run) {
        Deleted deleted = new Deleted(0, 0);
        while (true) {
            var found = new AtomicReference<List<SessionId>>(List.of());
            run(deletions -> {
                found.set(deletions.sessionsOf(run.value()));
                return new Deleted(0, 0);
            });
            if (found.get().isEmpty()) {
                break;
            }
            deleted = deleted.plus(sessions(found.get()));
        }
        return deleted.plus(run(deletions -> new Deleted(0, deletions.run(run.value(), clock.instant()) ? 1 : 0)));
    }

    private Deleted sessions(List<SessionId> sessions) {
        Deleted deleted = new Deleted(0, 0);
        for (int from = 0; from < sessions.size(); from += BATCH) {
            List<SessionId> batch = sessions.subList(from, Math.min(sessions.size(), from + BATCH));
            deleted = deleted.plus(run(deletions -> {
                long count = 0;
                for (SessionId session : batch) {
                    count += deletions.session(session, clock.instant()) ? 1 : 0;
                }
                return new Deleted(count, 0);
            }));
        }
        return deleted;
    }

    /** One transaction. */
    @FunctionalInterface
    private interface Step {
        Deleted apply(DeletionWriter deletions) throws java.sql.SQLException;
    }

    private Deleted run(Step step) {
        var deleted = new AtomicReference<>(new Deleted(0, 0));
        var refused = new ArrayList<InvalidInputException>();
        writer.run(changes -> {
            refused.clear();
            try {
                changes.finishTotals();
                deleted.set(step.apply(changes.deletions()));
            } catch (InvalidInputException e) {
                // What was deleted before it in the same transaction was right.
                refused.add(e);
            } finally {
                changes.forget();
            }
        });
        if (!refused.isEmpty()) {
            throw refused.getFirst();
        }
        return deleted.get();
    }

    /** Wipes what was deleted out of the store's files. */
    static void wipe(Writer writer) {
        try {
            writer.runAlone(ChangeWriter::wipe);
        } catch (StoreException e) {
            throw new StoreException(
                    "it is deleted, but traces of it may be left in what the store's files have unused: "
                            + e.getMessage() + ". Do it again then: 'rehearse store prune' does the rest",
                    e);
        }
    }
}
