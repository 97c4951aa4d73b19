package dev.rehearsal.server.pages.run;

import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What takes a look at a run's sessions, and stays what it is once the run has ended: kept for the runs that were shown last. */
final class Remembered<T> {
    private static final int MOST = 100;

    private final Map<Looked, T> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Looked, T> eldest) {
            return size() > MOST;
        }
    });

    /** A run as it was when its sessions were looked at. */
    private record Looked(String run, RunStatus status, Map<String, Long> counts) {}

    T of(RunRecord run, Supplier<T> look) {
        if (run.status() == RunStatus.RUNNING) {
            return look.get();
        }
        var looked = new Looked(run.runId().value(), run.status(), run.counts());
        T value = known.get(looked);
        if (value == null) {
            value = look.get();
            known.put(looked, value);
        }
        return value;
    }
}
