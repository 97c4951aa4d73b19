package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.scoring.Calibration;
import dev.rehearsal.scoring.JudgedBy;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the in-memory store keeps but for datasets. Guarded by the store's lock. */
final class MemoryTables {
    private static final Comparator<JudgedBy> BY_SCORER = Comparator.comparing(JudgedBy::scorer)
            .thenComparing(JudgedBy::promptVersion)
            .thenComparing(JudgedBy::model);

    final Map<String, MemoryRun> runs = new LinkedHashMap<>();
    final Map<String, MemorySession> sessions = new LinkedHashMap<>();
    final MemoryRecordings recordings = new MemoryRecordings(sessions);
    final LinkedHashMap<JudgedBy, Calibration> calibrations = new LinkedHashMap<>();
    final MemoryOutbox outbox = new MemoryOutbox();
    private final Map<String, SortedSet<JudgedBy>> judges = new HashMap<>();

    void judged(String runId, JudgedBy judge) {
        judges.computeIfAbsent(runId, id -> new TreeSet<>(BY_SCORER)).add(judge);
    }

    /** Who judged in a run. */
    List<JudgedBy> judges(String runId) {
        SortedSet<JudgedBy> found = judges.get(runId);
        return found == null ? List.of() : List.copyOf(found);
    }

    void forgetJudges(String runId) {
        judges.remove(runId);
    }

    /** @throws StoreException if there is none */
    MemoryRun run(RunId runId) {
        MemoryRun run = runs.get(runId.value());
        if (run == null) {
            throw MemoryRefusals.unknown(runId);
        }
        return run;
    }

    /** @throws StoreException if there is none */
    MemorySession session(SessionId sessionId) {
        MemorySession session = sessions.get(sessionId.value());
        if (session == null) {
            throw MemoryRefusals.unknown(sessionId);
        }
        return session;
    }

    /** The value of that key, or of the only key that begins so. */
    static <T> Optional<T> find(Map<String, T> values, String keyOrPrefix) {
        T exact = values.get(keyOrPrefix);
        if (exact != null) {
            return Optional.of(exact);
        }
        List<T> found = values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(keyOrPrefix))
                .map(Map.Entry::getValue)
                .limit(2)
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
