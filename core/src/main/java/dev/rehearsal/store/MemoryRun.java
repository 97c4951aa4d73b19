package dev.rehearsal.store;

import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run of the in-memory store. Guarded by the store's lock. */
final class MemoryRun {
    final Change.RunStarted started;
    final SortedMap<Long, TestCase> cases = new TreeMap<>();
    final List<MemorySession> sessions = new ArrayList<>();
    final SortedMap<Long, MemorySession> chosen = new TreeMap<>();
    private final Map<Purpose, Spend> spend = new EnumMap<>(Purpose.class);
    private RunStatus status = RunStatus.RUNNING;
    private @Nullable Instant endedAt;
    private List<Metric> metrics = List.of();
    private @Nullable DatasetVersionUsed dataset;
    long deletedSessions;
    private @Nullable Lease lease;

    private record Lease(String owner, Instant until) {}

    MemoryRun(Change.RunStarted started) {
        this.started = started;
    }

    /** Says whether it changed anything. */
    boolean status(Change.RunStatusChanged change) {
        boolean running = change.status() == RunStatus.RUNNING;
        RunRecord before = asRecord();
        status = change.status();
        endedAt = running ? null : change.at();
        metrics = running ? List.of() : change.metrics();
        return !asRecord().equals(before);
    }

    void uses(DatasetVersionUsed used) {
        dataset = dataset == null ? used : dataset;
    }

    Optional<DatasetVersionUsed> dataset() {
        return Optional.ofNullable(dataset);
    }

    void called(List<ModelCall> calls) {
        for (ModelCall call : calls) {
            spend.merge(call.key().purpose(), Spend.NONE.plus(call), Spend::plus);
        }
    }

    Map<Purpose, Spend> spend() {
        return Map.copyOf(spend);
    }

    boolean lease(String owner, Duration duration, Instant now) {
        if (holder(now).filter(other -> !other.equals(owner)).isPresent()) {
            return false;
        }
        lease = new Lease(owner, now.plus(duration));
        return true;
    }

    void release(String owner) {
        if (lease != null && lease.owner.equals(owner)) {
            lease = null;
        }
    }

    Optional<String> holder(Instant now) {
        return Optional.ofNullable(lease)
                .filter(each -> each.until.isAfter(now))
                .map(Lease::owner);
    }

    /** Those that were chosen to be scored, else its own. */
    Collection<MemorySession> scored() {
        return chosen.isEmpty() ? sessions : chosen.values();
    }

    /** Forgets a session of its own, and its test case if no other session is of it, or one that it scored. */
    void delete(MemorySession session) {
        if (sessions.remove(session)) {
            deletedSessions++;
            long index = session.key.index();
            if (sessions.stream().noneMatch(other -> other.key.index() == index)) {
                cases.put(index, DeletedCase.at(index));
            }
        }
        if (chosen.values().remove(session) && session.run != this) {
            deletedSessions++;
        }
    }

    void choose(long place, MemorySession session) {
        if (!chosen.containsValue(session)) {
            chosen.putIfAbsent(place, session);
        }
    }

    boolean fits(RunQuery query) {
        return (query.experiment() == null || query.experiment().equals(started.experiment()))
                && (query.kind() == null || query.kind().equals(started.kind()))
                && (query.status() == null || query.status() == status);
    }

    RunRecord asRecord() {
        var counts = new TreeMap<String, Long>();
        for (MemorySession session : scored()) {
            String stopReason = session.stopReason();
            if (stopReason != null && session.isCounted()) {
                counts.merge(stopReason, 1L, Long::sum);
            }
        }
        return new RunRecord(
                started.runId(),
                started.experiment(),
                started.kind(),
                status,
                started.configuration(),
                started.agentVersion(),
                started.seed(),
                started.trials(),
                cases.size(),
                started.at(),
                endedAt,
                metrics,
                counts);
    }
}
