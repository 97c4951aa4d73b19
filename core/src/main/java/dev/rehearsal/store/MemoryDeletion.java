package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Deletes from the in-memory store. Guarded by the store's lock. */
final class MemoryDeletion {
    private final MemoryTables tables;
    private final Instant now;

    MemoryDeletion(MemoryTables tables, Instant now) {
        this.tables = tables;
        this.now = now;
    }

    Deleted delete(Deletion what) {
        List<MemoryRun> gone = what.runs().stream()
                .map(run -> tables.runs.get(run.value()))
                .filter(Objects::nonNull)
                .toList();
        var all = new LinkedHashSet<MemorySession>();
        for (SessionId id : what.sessions()) {
            MemorySession session = tables.sessions.get(id.value());
            if (session != null) {
                all.add(session);
            }
        }
        gone.forEach(run -> all.addAll(run.sessions));
        refuseLive(gone, all);
        all.forEach(this::delete);
        for (MemoryRun run : gone) {
            tables.runs.remove(run.started.runId().value());
            tables.forgetJudges(run.started.runId().value());
            tables.outbox.forget(run.started.runId());
            tables.sessions.values().forEach(session -> session.forgetRun(run.started.runId()));
        }
        return new Deleted(all.size(), gone.size());
    }

    private void refuseLive(List<MemoryRun> gone, Set<MemorySession> all) {
        var touched = new LinkedHashSet<>(gone);
        all.forEach(session -> touched.addAll(runsOf(session)));
        for (MemoryRun run : touched) {
            if (run.holder(now).isPresent()) {
                throw DeletedCase.live(run.started.runId().value());
            }
        }
        Instant quiet = now.minus(DeletedCase.QUIET);
        for (MemorySession session : all) {
            if (session.run == null && session.stopReason() == null && session.activeAt.isAfter(quiet)) {
                throw DeletedCase.goingOn(session.key.sessionId());
            }
        }
    }

    private List<MemoryRun> runsOf(MemorySession session) {
        var of = new ArrayList<MemoryRun>();
        if (session.run != null) {
            of.add(session.run);
        }
        session.chosenBy().stream()
                .map(run -> tables.runs.get(run.value()))
                .filter(Objects::nonNull)
                .forEach(of::add);
        return of;
    }

    private void delete(MemorySession session) {
        runsOf(session).forEach(run -> run.delete(session));
        tables.recordings.forget(session);
        tables.outbox.forget(session.key.sessionId());
        tables.sessions.remove(session.key.sessionId().value());
    }
}
