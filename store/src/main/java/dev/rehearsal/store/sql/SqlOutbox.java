package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.store.Outbox;
import dev.rehearsal.store.Publication;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Unpublished;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The outbox of a store in a database. */
final class SqlOutbox implements Outbox {
    private static final String PUBLICATIONS = """
            SELECT p.key, r.id, p.destination, p.experiment, p.began_at,
                (SELECT count(*) FROM unpublished u WHERE u.publication = p.key AND u.kind = 'TURN'),
                (SELECT count(*) FROM unpublished u WHERE u.publication = p.key AND u.kind <> 'TURN'),
                (SELECT count(*) FROM unpublished u WHERE u.publication = p.key AND u.refusal IS NOT NULL)
            FROM publication p JOIN run r ON r.key = p.run
            ORDER BY p.key DESC""";
    private static final String REFUSAL =
            "SELECT refusal FROM unpublished WHERE publication = ? AND refusal IS NOT NULL ORDER BY key DESC LIMIT 1";
    private static final String OLDEST = """
            SELECT publication, session FROM unpublished
            WHERE refusal IS NULL AND session <> 0
                AND publication IN (SELECT key FROM publication WHERE destination = ?)
            ORDER BY key LIMIT ?""";
    private static final String RUNS = """
            SELECT publication, session FROM unpublished
            WHERE refusal IS NULL AND session = 0
                AND publication IN (SELECT key FROM publication WHERE destination = ?)
            ORDER BY key""";
    private static final String RUN = "SELECT r.id FROM publication p JOIN run r ON r.key = p.run WHERE p.key = ?";
    private static final String PARTS = """
            SELECT key, version, kind, turn, statement FROM unpublished
            WHERE publication = ? AND session = ? AND refusal IS NULL ORDER BY key""";

    /** How many parts are looked at for each session that is wanted. */
    private static final int PARTS_OF_A_SESSION = 20;

    private final Readers readers;
    private final Supplier<Writer> writer;
    private final Clock clock;

    SqlOutbox(Readers readers, Supplier<Writer> writer, Clock clock) {
        this.readers = readers;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public List<Publication> publications() {
        return readers.read(database -> {
            var publications = new ArrayList<Publication>();
            for (Keyed each : database.list(PUBLICATIONS, Keyed::read)) {
                String refusal = each.refused == 0
                        ? null
                        : database.one(REFUSAL, row -> row.text(1), each.key).orElse(null);
                publications.add(each.publication(refusal));
            }
            return publications;
        });
    }

    private record Keyed(
            long key,
            String run,
            String destination,
            String experiment,
            long since,
            long turns,
            long others,
            long refused) {
        static Keyed read(Row row) throws SQLException {
            return new Keyed(
                    row.number(1),
                    row.text(2),
                    row.text(3),
                    row.text(4),
                    row.number(5),
                    row.number(6),
                    row.number(7),
                    row.number(8));
        }

        Publication publication(@Nullable String refusal) {
            return new Publication(
                    new RunId(run), destination, experiment, Cells.instant(since), turns, others, refused, refusal);
        }
    }

    private record Place(long publication, long session) {}

    @Override
    public List<Unpublished> next(String destination, int sessions) {
        return readers.read(database -> {
            var places = new LinkedHashSet<Place>();
            List<Place> oldest = database.list(
                    OLDEST,
                    row -> new Place(row.number(1), row.number(2)),
                    Cells.of(destination),
                    sessions * PARTS_OF_A_SESSION);
            for (Place place : oldest) {
                if (places.size() < sessions) {
                    places.add(place);
                }
            }
            if (places.size() < sessions && oldest.size() < sessions * PARTS_OF_A_SESSION) {
                places.addAll(
                        database.list(RUNS, row -> new Place(row.number(1), row.number(2)), Cells.of(destination)));
            }
            var next = new ArrayList<Unpublished>();
            for (Place place : places) {
                next.add(unpublished(database, place));
            }
            return next;
        });
    }

    private static Unpublished unpublished(Database database, Place place) throws SQLException {
        String run = database.one(RUN, row -> row.text(1), place.publication).orElseThrow();
        SessionId session = place.session == 0
                ? null
                : database.one("SELECT id FROM session WHERE key = ?", row -> SessionId.of(row.text(1)), place.session)
                        .orElse(GONE);
        List<Unpublished.Part> parts = database.list(
                PARTS,
                row -> new Unpublished.Part(
                        row.number(1), row.number(2), Unpublished.Kind.valueOf(row.text(3)), row.count(4), row.text(5)),
                place.publication,
                place.session);
        return new Unpublished(new RunId(run), session, parts);
    }

    /** Stands for a session that was deleted meanwhile: nobody finds it. */
    private static final SessionId GONE = SessionId.of("(deleted)");

    @Override
    public boolean lease(String destination, String owner, Duration duration) {
        var taken = new AtomicBoolean();
        writer.get().run(changes -> taken.set(changes.outbox().lease(destination, owner, duration, clock.instant())));
        return taken.get();
    }

    @Override
    public void release(String destination, String owner) {
        writer.get().run(changes -> changes.outbox().release(destination, owner));
    }
}
