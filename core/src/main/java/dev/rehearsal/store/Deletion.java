package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be deleted for good.
 *
 * @param sessions sessions; the runs that they are of stay, without them
 * @param runs runs with all their sessions; what a run found of other runs' sessions goes too
 */
public record Deletion(Set<SessionId> sessions, Set<RunId> runs) {
    public Deletion {
        sessions = Set.copyOf(sessions);
        runs = Set.copyOf(runs);
    }

    /** Those sessions. */
    public static Deletion ofSessions(Collection<SessionId> sessions) {
        return new Deletion(new HashSet<>(sessions), Set.of());
    }

    /** Those runs with all their sessions. */
    public static Deletion ofRuns(Collection<RunId> runs) {
        return new Deletion(Set.of(), new HashSet<>(runs));
    }

    /**
     * All sessions of a store that ended before an instant, and those of runs that nobody goes on with that began before it. Sessions without
     * a run that go on still are left, and so are live runs.
     *
     * @param keepRuns whether runs that have no session left then stay, with their metrics
     */
    public static Deletion before(Store store, Instant instant, boolean keepRuns) {
        var live = new HashSet<RunId>();
        var old = new HashSet<RunId>();
        for (RunRecord run : store.runs().list(Integer.MAX_VALUE)) {
            if (store.runs().isAlive(run.runId())) {
                live.add(run.runId());
            } else if (run.startedAt().isBefore(instant)) {
                old.add(run.runId());
            }
        }
        var sessions = new LinkedHashSet<SessionId>();
        for (SessionRow row :
                store.sessions().search(SessionQuery.newest(Integer.MAX_VALUE).withInterrupted(true))) {
            RunId runId = row.runId();
            boolean ended = row.stopReason() != null || runId != null;
            boolean aged = ended && row.startedAt().plus(row.duration()).isBefore(instant);
            if (aged && !live.contains(runId)) {
                sessions.add(row.sessionId());
            } else if (runId != null) {
                old.remove(runId);
            }
        }
        return new Deletion(sessions, keepRuns ? Set.of() : old);
    }

    public boolean isEmpty() {
        return sessions.isEmpty() && runs.isEmpty();
    }

    /** A copy that has the sessions of its runs among its sessions: so many are deleted. */
    public Deletion withSessionsOfRuns(Store store) {
        Set<SessionId> all = runs.stream()
                .flatMap(run -> store.sessions().search(SessionQuery.ofRun(run)).stream()
                        .filter(row -> run.equals(row.runId())))
                .map(SessionRow::sessionId)
                .collect(Collectors.toCollection(HashSet::new));
        all.addAll(sessions);
        return new Deletion(all, runs);
    }
}
