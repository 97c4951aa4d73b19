package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunQuery;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sessions of a store, to be scored: those that have ended. They are chosen when this is made; what ends later is not among them.
 *
 * @param store where they are; it stays open
 * @param sessions their ids, in the order in which they are scored
 * @param unended how many were left out, as they have not ended; a resume of their run goes on with them
 * @param runs the runs that they are of; those that took place elsewhere have none
 * @param experiments the experiments that they are in
 * @param origin how they were chosen, as it is kept with the run that scores them
 */
public record StoredSessions(
        Store store,
        List<SessionId> sessions,
        long unended,
        List<RunRecord> runs,
        Set<String> experiments,
        Attributes origin) {
    private static final int RUNS_TO_NAME = 1000;

    /** @throws InvalidInputException if there are no sessions */
    public StoredSessions {
        sessions = List.copyOf(sessions);
        runs = List.copyOf(runs);
        experiments = Set.copyOf(experiments);
        if (sessions.isEmpty()) {
            String where = origin.toJson();
            throw new InvalidInputException(
                    "sessions " + where,
                    unended == 0
                            ? "there are none in " + store.location()
                            : "none of " + unended + " has ended yet; "
                                    + (runs.isEmpty()
                                            ? "score them when nobody says anything any more"
                                            : "let their run go on: rehearse resume"));
        }
    }

    /** The sessions of a run. */
    public static StoredSessions ofRun(Store store, RunId runId) {
        if (store.runs().find(runId.value()).isEmpty()) {
            throw new InvalidInputException("run " + runId, "is not in " + store.location());
        }
        return chosen(
                store,
                store.sessions().search(SessionQuery.ofRun(runId).withInterrupted(false)),
                Attributes.of("run", runId.value()));
    }

    /** The sessions of all runs of an experiment. */
    public static StoredSessions ofExperiment(Store store, String experiment) {
        List<SessionRow> rows = store.sessions().search(SessionQuery.ofExperiment(experiment));
        if (rows.isEmpty()) {
            Set<String> known = new LinkedHashSet<>();
            store.runs().names(RunQuery.newest(RUNS_TO_NAME)).forEach(run -> known.add(run.experiment()));
            throw new InvalidInputException(
                    "experiment '" + experiment + "'",
                    "has no sessions in " + store.location() + Names.suggestion(experiment, known));
        }
        return chosen(store, rows, Attributes.of("experiment", experiment));
    }

    /** The sessions that a search finds, in the search's order. */
    public static StoredSessions matching(Store store, SessionQuery query) {
        var origin = new LinkedHashMap<String, Object>();
        put(origin, "experiment", query.experiment());
        put(origin, "run", query.runId());
        put(origin, "stop_reason", query.stopReason());
        put(origin, "text", query.text());
        return chosen(store, store.sessions().search(query), Attributes.of("search", origin));
    }

    /**
     * The sessions of those ids, or of the only ids that begin so.
     *
     * @throws InvalidInputException with every one that is not there or stands twice
     */
    public static StoredSessions named(Store store, List<String> idsOrPrefixes) {
        var faults = new ArrayList<Fault>();
        var rows = new LinkedHashMap<SessionId, SessionRow>();
        for (String id : idsOrPrefixes) {
            Optional<SessionRow> row = store.sessions().find(id).map(session -> session.row());
            if (row.isEmpty()) {
                faults.add(new Fault(
                        "session " + id,
                        "is not in " + store.location()
                                + ", or several begin so; 'rehearse sessions list' shows what is" + " there"));
            } else if (rows.putIfAbsent(row.get().sessionId(), row.get()) != null) {
                faults.add(new Fault("session " + id, "is named twice"));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return chosen(store, List.copyOf(rows.values()), Attributes.of("sessions", rows.size()));
    }

    private static StoredSessions chosen(Store store, List<SessionRow> rows, Attributes origin) {
        var ended = new ArrayList<SessionId>();
        var runs = new LinkedHashMap<RunId, RunRecord>();
        var experiments = new LinkedHashSet<String>();
        for (SessionRow row : rows) {
            experiments.add(row.experiment());
            RunId runId = row.runId();
            if (runId != null && !runs.containsKey(runId)) {
                runs.put(runId, store.runs().find(runId.value()).orElseThrow());
            }
            if (row.stopReason() != null && !row.stopReason().equals("cancelled")) {
                ended.add(row.sessionId());
            }
        }
        return new StoredSessions(
                store, ended, rows.size() - ended.size(), List.copyOf(runs.values()), experiments, origin);
    }

    private static void put(Map<String, Object> values, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
    }
}
