package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.closed;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.SearchWords;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Words that many sessions have are looked for in the sessions' order, and found as those that few have. */
class PostgresSearchTest {
    @Test
    void findsWhatManySessionsHaveAsWhatFewHave() throws SQLException {
        String address = PostgresServer.newStore();
        try (Store store = Store.open(address)) {
            store.write(Samples.run(RUN));
            for (String name : List.of("a", "b", "c")) {
                store.write(opened(name, name.charAt(0) - 'a', 1));
                store.write(turn(name, 1, name.equals("b") ? "apples and 订单" : "pears and 订单", "bananas"));
                store.write(closed(name, new StopReason.MaxTurns("")));
            }
            store.write(opened("d", 3, 1));
            store.write(turn("d", 1, "bananas of one that is under way", "订单"));
        }
        var location = PostgresLocation.parse(address, Map.of());
        var dialect = new PostgresDialect(location, 1);
        try (var database = new Database(new PostgresConnections(location)::forWriting, dialect)) {
            while (new SearchIndex(database).catchUp()) {
                // until all that ended are in it
            }
            assertThat(dialect.narrowing(database, SearchWords.of("bananas")))
                    .hasValueSatisfying(many -> assertThat(many.leads()).isFalse());
            assertThat(dialect.narrowing(database, SearchWords.of("apples")))
                    .hasValueSatisfying(few -> assertThat(few.leads()).isTrue());

            assertThat(found(database, "bananas")).containsExactly("sim-d", "sim-c", "sim-b", "sim-a");
            assertThat(found(database, "订单")).containsExactly("sim-d", "sim-c", "sim-b", "sim-a");
            assertThat(found(database, "pears 订单")).containsExactly("sim-c", "sim-a");
            assertThat(found(database, "apples")).containsExactly("sim-b");
            database.rollback();
        }
    }

    private static List<String> found(Database database, String text) throws SQLException {
        return new SessionSearch(database)
                .page(SessionQuery.newest(9).withText(text)).rows().stream()
                        .map(row -> row.sessionId().value())
                        .toList();
    }
}
