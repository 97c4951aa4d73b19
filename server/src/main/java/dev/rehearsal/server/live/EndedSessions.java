package dev.rehearsal.server.live;

import dev.rehearsal.store.Cursor;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionOrder;
import dev.rehearsal.store.SessionPage;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of a store as they end, each once. Processes that write side by side may write a session after one that ended later, so what was
 * seen a moment ago is looked at once more.
 */
final class EndedSessions {
    private static final long LATE = Duration.ofSeconds(10).toNanos();
    private static final int AT_ONCE = 200;

    private final Store store;
    private final SessionQuery query;
    private final Deque<Seen> recent = new ArrayDeque<>();
    private final Map<String, Long> told = new LinkedHashMap<>();
    private @Nullable Cursor settled;

    private record Seen(long at, Cursor cursor) {}

    /** A session that has ended, and where the list goes on after it. */
    record Ended(SessionRow row, Cursor cursor) {}

    /** @param after what was seen before; null for the beginning */
    EndedSessions(Store store, @Nullable RunId runId, @Nullable Cursor after) {
        this.store = store;
        this.query = SessionQuery.newest(AT_ONCE).withRun(runId).withOrder(SessionOrder.ENDED);
        this.settled = after;
    }

    /** What is new since the last look, at most some hundreds. */
    List<Ended> next() {
        long now = System.nanoTime();
        while (!recent.isEmpty() && now - recent.getFirst().at > LATE) {
            settled = recent.removeFirst().cursor;
        }
        told.values().removeIf(at -> now - at > 2 * LATE);
        var ended = new ArrayList<Ended>();
        Cursor after = settled;
        do {
            SessionPage page = store.sessions().page(query.withAfter(after));
            for (SessionRow row : page.rows()) {
                if (told.putIfAbsent(row.sessionId().value(), now) == null) {
                    store.sessions().place(row.sessionId(), SessionOrder.ENDED).ifPresent(cursor -> {
                        recent.addLast(new Seen(now, cursor));
                        ended.add(new Ended(row, cursor));
                    });
                }
            }
            after = page.next();
        } while (after != null && ended.size() < AT_ONCE);
        return ended;
    }

    /** Where sessions that end from now on begin; null where none has ended yet. */
    static @Nullable Cursor now(Store store, @Nullable RunId runId) {
        SessionQuery last = SessionQuery.newest(1).withRun(runId).withOrder(SessionOrder.ENDED.reversed());
        return store.sessions().page(last).rows().stream()
                .findFirst()
                .flatMap(row -> store.sessions().place(row.sessionId(), SessionOrder.ENDED))
                .orElse(null);
    }
}
