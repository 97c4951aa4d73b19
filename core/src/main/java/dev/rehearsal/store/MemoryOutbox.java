package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.store.Unpublished.Kind;
import dev.rehearsal.store.Unpublished.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the in-memory store has yet to publish. Guarded by the store's lock. */
final class MemoryOutbox {
    private final Map<Target, Change.PublicationBegan> publications = new LinkedHashMap<>();
    private final Map<Item, Entry> entries = new LinkedHashMap<>();
    private final Map<Long, Item> items = new HashMap<>();
    private final Map<String, Lease> leases = new HashMap<>();
    private long keys;

    private record Target(RunId runId, String destination) {}

    private record Item(Target target, @Nullable SessionId sessionId, Kind kind, int turn, String statement) {}

    private record Entry(Part part, @Nullable String refusal) {}

    private record Lease(String owner, Instant until) {}

    /** Says whether the publication is to get all that there is. */
    boolean began(Change.PublicationBegan change) {
        boolean first = publications.putIfAbsent(new Target(change.runId(), change.destination()), change) == null;
        return first || change.anew();
    }

    void add(RunId runId, String destination, @Nullable SessionId sessionId, Kind kind, int turn, String statement) {
        var item = new Item(new Target(runId, destination), sessionId, kind, turn, statement);
        Entry before = entries.get(item);
        Part part = before == null
                ? new Part(++keys, 1, kind, turn, statement)
                : new Part(before.part.key(), before.part.version() + 1, kind, turn, statement);
        entries.put(item, new Entry(part, null));
        items.put(part.key(), item);
    }

    /** To wherever the run is published. */
    void add(RunId runId, @Nullable SessionId sessionId, Kind kind, int turn, String statement) {
        publications.keySet().stream()
                .filter(target -> target.runId.equals(runId))
                .forEach(target -> add(runId, target.destination, sessionId, kind, turn, statement));
    }

    /** A turn goes with the run that simulated it. */
    void addTurn(MemorySession session, int turn) {
        if (session.run != null) {
            add(session.run.started.runId(), session.key.sessionId(), Kind.TURN, turn, "");
        }
    }

    void addEnd(MemorySession session) {
        if (session.run != null) {
            add(session.run.started.runId(), session.key.sessionId(), Kind.END, 0, "");
        }
    }

    /** A scorer's assessment goes with the run that gave it, a person's with all that know the session. */
    void addStatement(MemorySession session, @Nullable String runId, String statement) {
        Set<RunId> runs = runId == null ? session.runs() : Set.of(new RunId(runId));
        runs.forEach(run -> add(run, session.key.sessionId(), Kind.STATEMENT, 0, statement));
    }

    /** All of a session that a run has, to wherever the run is published. */
    void addAll(RunId runId, MemorySession session) {
        publications.keySet().stream()
                .filter(target -> target.runId.equals(runId))
                .toList()
                .forEach(target -> addAll(runId, target.destination, session));
    }

    void addAll(RunId runId, String destination, MemorySession session) {
        if (!session.isCounted()) {
            return;
        }
        SessionRecord all = session.asRecord();
        SessionId id = all.row().sessionId();
        all.conversation().turns().forEach(turn -> add(runId, destination, id, Kind.TURN, turn.number(), ""));
        if (all.row().stopReason() != null) {
            add(runId, destination, id, Kind.END, 0, "");
        }
        all.assessments().stream()
                .filter(each -> each.runId() == null || each.runId().equals(runId.value()))
                .forEach(each -> add(runId, destination, id, Kind.STATEMENT, 0, each.id()));
        all.expectations().forEach(each -> add(runId, destination, id, Kind.STATEMENT, 0, each.id()));
    }

    void published(Change.Published change) {
        for (Part part : change.parts()) {
            Item item = there(part);
            if (item != null) {
                entries.remove(item);
                items.remove(part.key());
            }
        }
    }

    void refused(Change.PublicationRefused change) {
        for (Part part : change.parts()) {
            Item item = there(part);
            if (item != null) {
                entries.put(item, new Entry(part, change.why()));
            }
        }
    }

    /** Nothing of a session that is deleted is published any more. */
    void forget(SessionId sessionId) {
        forgetIf(item -> sessionId.equals(item.sessionId));
    }

    /** Nothing of a run that is deleted is published any more. */
    void forget(RunId runId) {
        forgetIf(item -> item.target.runId.equals(runId));
        publications.keySet().removeIf(target -> target.runId.equals(runId));
    }

    private void forgetIf(Predicate<Item> gone) {
        entries.keySet().removeIf(gone);
        items.values().removeIf(gone);
    }

    /** The item of that part, if it has not changed since. */
    private @Nullable Item there(Part part) {
        Item item = items.get(part.key());
        Entry entry = item == null ? null : entries.get(item);
        return entry != null && entry.part.equals(part) ? item : null;
    }

    List<Publication> publications() {
        var list = new ArrayList<Publication>();
        publications.forEach((target, began) -> {
            long turns = 0;
            long others = 0;
            long refused = 0;
            String refusal = null;
            for (var each : entries.entrySet()) {
                if (each.getKey().target.equals(target)) {
                    boolean turn = each.getKey().kind == Kind.TURN;
                    turns += turn ? 1 : 0;
                    others += turn ? 0 : 1;
                    if (each.getValue().refusal != null) {
                        refused++;
                        refusal = each.getValue().refusal;
                    }
                }
            }
            list.add(new Publication(
                    target.runId, target.destination, began.experiment(), began.at(), turns, others, refused, refusal));
        });
        return list.reversed();
    }

    List<Unpublished> next(String destination, int most) {
        var sessions = new LinkedHashMap<List<Object>, List<Part>>();
        var runs = new LinkedHashMap<RunId, List<Part>>();
        entries.forEach((item, entry) -> {
            if (!item.target.destination.equals(destination) || entry.refusal != null) {
                return;
            }
            if (item.sessionId == null) {
                runs.computeIfAbsent(item.target.runId, none -> new ArrayList<>())
                        .add(entry.part);
                return;
            }
            List<Object> key = List.of(item.target.runId, item.sessionId);
            if (sessions.containsKey(key) || sessions.size() < most) {
                sessions.computeIfAbsent(key, none -> new ArrayList<>()).add(entry.part);
            }
        });
        var next = new ArrayList<Unpublished>();
        sessions.forEach(
                (key, parts) -> next.add(new Unpublished((RunId) key.getFirst(), (SessionId) key.getLast(), parts)));
        if (sessions.size() < most) {
            runs.forEach((runId, parts) -> next.add(new Unpublished(runId, null, parts)));
        }
        return next;
    }

    boolean lease(String destination, String owner, Duration duration, Instant now) {
        Lease held = leases.get(destination);
        if (held != null && held.until.isAfter(now) && !held.owner.equals(owner)) {
            return false;
        }
        leases.put(destination, new Lease(owner, now.plus(duration)));
        return true;
    }

    void release(String destination, String owner) {
        leases.computeIfPresent(destination, (name, lease) -> Objects.equals(lease.owner, owner) ? null : lease);
    }
}
