package dev.rehearsal.server.live;

import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns of a run as they are complete, each once: of the conversations that began last. */
final class TurnsOfRun {
    private static final int LOOKED_AT = 100;

    private final Store store;
    private final SessionQuery query;
    private Map<String, Integer> told = new HashMap<>();

    /** The turn of a session that was completed. */
    record Completed(String sessionId, int turn) {}

    /** @param all whether turns that are there already are told, too */
    TurnsOfRun(Store store, RunId runId, boolean all) {
        this.store = store;
        this.query = SessionQuery.newest(LOOKED_AT).withRun(runId);
        if (!all) {
            next();
        }
    }

    /** What is new since the last look. */
    List<Completed> next() {
        var completed = new ArrayList<Completed>();
        var known = new HashMap<String, Integer>();
        for (SessionRow row : store.sessions().search(query).reversed()) {
            String id = row.sessionId().value();
            for (int turn = told.getOrDefault(id, 0) + 1; turn <= row.turns(); turn++) {
                completed.add(new Completed(id, turn));
            }
            known.put(id, row.turns());
        }
        told = known;
        return completed;
    }
}
