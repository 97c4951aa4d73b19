package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Takes sessions that took place elsewhere into an experiment of a store, without a run. Those that are there already, with the same words,
 * are left as they are; so the same import twice is one.
 */
public final class SessionImport {
    /** Where such sessions are from. */
    public static final String SOURCE = "import";

    private final Store store;
    private final String experiment;
    private final Clock clock;

    /**
     * What was taken.
     *
     * @param sessions that are new
     * @param turns of those
     * @param there how many were there already
     */
    public record Taken(long sessions, long turns, long there) {}

    public SessionImport(Store store, String experiment, Clock clock) {
        if (experiment.isBlank()) {
            throw new InvalidInputException("experiment", "is blank; name the experiment to keep the sessions in");
        }
        this.store = store;
        this.experiment = experiment;
        this.clock = clock;
    }

    /**
     * Takes conversations. They are read twice: nothing is written where one of them cannot be taken. A turn whose time is not known begins
     * now, after the one before it.
     *
     * @param masking changes each conversation before anything else is done with it
     * @throws InvalidInputException with every one that has no words, or an id that stands twice or is one of other words in the store
     */
    public Taken take(RecordedSessions recorded, UnaryOperator<RecordedSession> masking) {
        var faults = new ArrayList<Fault>();
        var places = new HashMap<SessionId, String>();
        each(recorded, masking, placed -> {
            String place = placed.session.place().isEmpty() ? placed.id.value() : placed.session.place();
            String before = places.putIfAbsent(placed.id, place);
            if (before != null) {
                faults.add(new Fault(
                        place, "session id " + placed.id + " stands at " + before + " too; give each its own"));
            }
            if (placed.session.conversation().isEmpty()) {
                faults.add(new Fault(place, "has no messages"));
            }
            store.sessions()
                    .get(placed.id)
                    .filter(there -> !isSame(there, placed.session))
                    .ifPresent(there -> faults.add(new Fault(
                            place,
                            "session " + placed.id + " is in " + store.location()
                                    + " with other messages; give this one another session_id")));
        });
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        var counts = new long[3];
        each(recorded, masking, placed -> {
            if (store.sessions().get(placed.id).isPresent()) {
                counts[2]++;
                return;
            }
            counts[0]++;
            counts[1] += placed.session.conversation().size();
            store.enqueue(new Change.Together(changes(placed)));
        });
        store.flush();
        return new Taken(counts[0], counts[1], counts[2]);
    }

    /**
     * Takes the sessions that a query finds in another store, simulated ones too, with their traces, spans, calls and assessments; what is
     * superseded stays behind.
     */
    public Taken take(Store other, SessionQuery query, UnaryOperator<SessionRecord> masking) {
        var counts = new long[3];
        for (SessionRow row : other.sessions().search(query)) {
            SessionRecord session =
                    masking.apply(other.sessions().get(row.sessionId()).orElseThrow());
            Optional<SessionRecord> there = store.sessions().get(session.row().sessionId());
            var changes = new ArrayList<Change>();
            if (there.isEmpty()) {
                counts[0]++;
                counts[1] += session.conversation().size();
                changes.addAll(changes(session));
            } else if (!there.get()
                    .conversation()
                    .messages()
                    .equals(session.conversation().messages())) {
                throw new InvalidInputException(
                        "session " + session.row().sessionId(),
                        "is in " + store.location() + " with other messages; what came before it was taken");
            } else {
                counts[2]++;
            }
            changes.add(new Change.Assessed(session.row().sessionId(), session.assessments(), session.calls()));
            session.expectations().forEach(each -> changes.add(new Change.Expected(each)));
            session.withdrawals().forEach(each -> changes.add(new Change.Withdrawn(each)));
            store.enqueue(new Change.Together(changes));
        }
        store.flush();
        return new Taken(counts[0], counts[1], counts[2]);
    }

    private record Placed(SessionId id, RecordedSession session) {}

    private static void each(
            RecordedSessions recorded, UnaryOperator<RecordedSession> masking, Consumer<Placed> consumer) {
        var ids = new RecordedIds();
        try (Stream<RecordedSession> sessions = recorded.open()) {
            sessions.forEach(each -> {
                RecordedSession session = masking.apply(each);
                consumer.accept(new Placed(ids.next(session), session));
            });
        }
    }

    private static boolean isSame(SessionRecord there, RecordedSession session) {
        return there.conversation().messages().equals(session.conversation().messages());
    }

    private List<Change> changes(Placed placed) {
        List<Turn> turns = timed(placed.session.conversation().turns());
        TestCase testCase = placed.session.testCase();
        var changes = new ArrayList<Change>();
        changes.add(new Change.SessionRecorded(
                placed.id,
                experiment,
                SOURCE,
                RecordedIds.named(testCase, placed.id),
                Attributes.EMPTY,
                turns.getFirst().startedAt()));
        for (Turn turn : turns) {
            changes.add(
                    new Change.TurnRecorded(placed.id, TraceId.of(placed.id, turn.number()), turn, clock.instant()));
        }
        Turn last = turns.getLast();
        Instant end = last.startedAt().plus(last.latency());
        changes.add(new Change.SessionClosed(
                placed.id,
                new StopReason.Recorded("it was imported; why it ended is not known"),
                end,
                Duration.between(turns.getFirst().startedAt(), end),
                List.of()));
        return changes;
    }

    /** In the order of the conversation, whatever their times say. */
    private List<Turn> timed(List<Turn> turns) {
        var timed = new ArrayList<Turn>();
        Instant least = Instant.MIN;
        Instant now = clock.instant();
        for (Turn turn : turns) {
            Instant at = turn.startedAt().equals(Instant.EPOCH) ? timed.isEmpty() ? now : least : turn.startedAt();
            at = at.isBefore(least) ? least : at;
            least = at.plusMillis(1);
            timed.add(new Turn(
                    turn.number(), turn.user(), turn.answer(), turn.failure(), at, turn.latency(), turn.spans()));
        }
        return timed;
    }

    private List<Change> changes(SessionRecord session) {
        SessionRow row = session.row();
        SessionId id = row.sessionId();
        var changes = new ArrayList<Change>();
        changes.add(new Change.SessionRecorded(
                id,
                experiment,
                row.source().isEmpty() ? SOURCE : row.source(),
                session.testCase(),
                session.attributes(),
                row.startedAt()));
        for (int i = 0; i < session.conversation().size(); i++) {
            changes.add(new Change.TurnRecorded(
                    id, session.traces().get(i), session.conversation().turns().get(i), clock.instant()));
        }
        if (row.stopReason() != null) {
            changes.add(new Change.SessionClosed(
                    id,
                    StopReason.of(row.stopReason(), row.stopRationale()),
                    row.startedAt().plus(row.duration()),
                    row.duration(),
                    List.of()));
        }
        return changes;
    }
}
