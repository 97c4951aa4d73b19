package dev.rehearsal.store.sql;

import dev.rehearsal.store.Change;
import dev.rehearsal.store.Unpublished;
import dev.rehearsal.store.Unpublished.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notes what is to be published, in the transaction that changes it. */
final class OutboxWriter {
    private static final String BEGIN = """
            INSERT INTO publication (run, destination, experiment, began_at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String FIND = "SELECT key FROM publication WHERE run = ? AND destination = ?";
    private static final String OF_RUN = "SELECT key FROM publication WHERE run = ?";
    private static final String CHOSEN_BY = "SELECT run FROM run_session WHERE session = ?";

    private static final String AGAIN =
            " ON CONFLICT (publication, session, kind, turn, statement) DO UPDATE SET version = unpublished.version + 1, refusal = NULL";
    private static final String ADD =
            "INSERT INTO unpublished (publication, session, kind, turn, statement) VALUES (?, ?, ?, ?, ?)" + AGAIN;

    /** A run's sessions: its own, or those that it chose; without those that another superseded. */
    private static final String ALL = """
            (SELECT key FROM session WHERE run = ? AND stop_reason IS DISTINCT FROM 'interrupted'
                UNION SELECT c.session FROM run_session c JOIN session s ON s.key = c.session
                WHERE c.run = ? AND s.stop_reason IS DISTINCT FROM 'interrupted')""";

    /** One session, by its key, which is given twice. */
    private static final String ONE =
            "(SELECT key FROM session WHERE key = ? AND key = ? AND stop_reason IS DISTINCT FROM 'interrupted')";

    private static final String INTO = "INSERT INTO unpublished (publication, session, kind, turn, statement) ";
    private static final String TURNS = INTO
            + "SELECT ?, session, 'TURN', number, '' FROM turn WHERE answer IS NOT NULL AND session IN %s ORDER BY session, number"
            + AGAIN;
    private static final String ENDS = INTO
            + "SELECT ?, key, 'END', 0, '' FROM session WHERE stop_reason IS NOT NULL AND key IN %s ORDER BY key"
            + AGAIN;
    private static final String EXPECTATIONS = INTO
            + "SELECT ?, session, 'STATEMENT', 0, id FROM expectation WHERE session IN %s ORDER BY session, key"
            + AGAIN;
    private static final String ASSESSMENTS = INTO
            + "SELECT ?, session, 'STATEMENT', 0, id FROM assessment WHERE session IN %s"
            + " AND (run_id IS NULL OR run_id = (SELECT id FROM run WHERE key = ?)) ORDER BY session, key"
            + AGAIN;

    private static final String PUBLISHED = "DELETE FROM unpublished WHERE key = ? AND version = ?";
    private static final String REFUSED = "UPDATE unpublished SET refusal = ? WHERE key = ? AND version = ?";
    private static final String KNOW = "INSERT INTO publisher (destination) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String LEASE = """
            UPDATE publisher SET lease_owner = ?, lease_until = ?
            WHERE destination = ? AND (lease_owner IS NULL OR lease_owner = ? OR lease_until <= ?)""";
    private static final String RELEASE =
            "UPDATE publisher SET lease_owner = NULL, lease_until = NULL WHERE destination = ? AND lease_owner = ?";

    private final Database database;

    /** By run; only of the transaction under way, as another process may begin to publish. */
    private final Map<Long, List<Long>> publications = new HashMap<>();

    OutboxWriter(Database database) {
        this.database = database;
    }

    void began(Change.PublicationBegan change, OpenRun run) throws SQLException {
        boolean first = database.update(
                        BEGIN,
                        run.key,
                        Cells.of(change.destination()),
                        Cells.of(change.experiment()),
                        Cells.of(change.at()))
                > 0;
        publications.clear();
        if (first || change.anew()) {
            long publication = database.one(FIND, row -> row.number(1), run.key, Cells.of(change.destination()))
                    .orElseThrow();
            addAll(publication, run, ALL, run.key);
            add(publication, 0, Kind.RUN, 0, "");
        }
    }

    void run(OpenRun run) throws SQLException {
        add(run, 0, Kind.RUN, 0, "");
    }

    /** A run has chosen a session. */
    void chosen(OpenRun run, OpenSession session) throws SQLException {
        for (long publication : publications(run.key)) {
            addAll(publication, run, ONE, session.key);
        }
    }

    private void addAll(long publication, OpenRun run, String sessions, long key) throws SQLException {
        database.update(TURNS.formatted(sessions), publication, key, key);
        database.update(ENDS.formatted(sessions), publication, key, key);
        database.update(ASSESSMENTS.formatted(sessions), publication, key, key, run.key);
        database.update(EXPECTATIONS.formatted(sessions), publication, key, key);
    }

    /** A turn goes with the run that simulated it. */
    void turn(OpenSession session, int turn) throws SQLException {
        if (session.run != null) {
            add(session.run, session.key, Kind.TURN, turn, "");
        }
    }

    void end(OpenSession session) throws SQLException {
        if (session.run != null) {
            add(session.run, session.key, Kind.END, 0, "");
        }
    }

    /** A scorer's assessment goes with the run that gave it. */
    void statement(OpenSession session, Optional<OpenRun> run, String statement) throws SQLException {
        if (run.isPresent()) {
            add(run.get(), session.key, Kind.STATEMENT, 0, statement);
        }
    }

    /** What a person says goes with all runs that know the session. */
    void ofPerson(OpenSession session, String statement) throws SQLException {
        if (session.run != null) {
            add(session.run, session.key, Kind.STATEMENT, 0, statement);
        }
        for (long run : database.list(CHOSEN_BY, row -> row.number(1), session.key)) {
            for (long publication : publications(run)) {
                add(publication, session.key, Kind.STATEMENT, 0, statement);
            }
        }
    }

    private void add(OpenRun run, long session, Kind kind, int turn, String statement) throws SQLException {
        for (long publication : publications(run.key)) {
            add(publication, session, kind, turn, statement);
        }
    }

    private void add(long publication, long session, Kind kind, int turn, String statement) throws SQLException {
        database.update(ADD, publication, session, kind.name(), turn, Cells.of(statement));
    }

    private List<Long> publications(long run) throws SQLException {
        List<Long> found = publications.get(run);
        if (found == null) {
            found = database.list(OF_RUN, row -> row.number(1), run);
            publications.put(run, found);
        }
        return found;
    }

    void published(Change.Published change) throws SQLException {
        for (Unpublished.Part part : change.parts()) {
            database.update(PUBLISHED, part.key(), part.version());
        }
    }

    void refused(Change.PublicationRefused change) throws SQLException {
        @Nullable Object why = Cells.of(change.why());
        for (Unpublished.Part part : change.parts()) {
            database.update(REFUSED, why, part.key(), part.version());
        }
    }

    boolean lease(String destination, String owner, Duration duration, Instant now) throws SQLException {
        database.update(KNOW, Cells.of(destination));
        return database.update(
                        LEASE,
                        Cells.of(owner),
                        Cells.of(now.plus(duration)),
                        Cells.of(destination),
                        Cells.of(owner),
                        Cells.of(now))
                > 0;
    }

    void release(String destination, String owner) throws SQLException {
        database.update(RELEASE, Cells.of(destination), Cells.of(owner));
    }

    /** After a transaction, whatever came of it. */
    void forget() {
        publications.clear();
    }
}
