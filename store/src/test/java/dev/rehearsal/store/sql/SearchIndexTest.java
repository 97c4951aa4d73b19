package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.closed;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.SearchWords;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index makes a search faster and changes nothing of its result. */
class SearchIndexTest {
    @TempDir
    Path folder;

    private Database database;
    private ChangeWriter changes;
    private SearchIndex index;

    @BeforeEach
    void openDatabase() throws SQLException {
        SqliteLocation location =
                SqliteLocation.parse(folder.resolve("rehearsal.db").toString());
        database = new SqliteFile(location).forWriting();
        new SqliteSchema(database, location).bringUpToDate();
        changes = new ChangeWriter(database);
        index = new SearchIndex(database);
        write(Samples.run(RUN));
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    private void write(Change... all) throws SQLException {
        for (Change change : all) {
            changes.apply(change);
        }
        changes.finishTotals();
    }

    private List<String> found(String text) throws SQLException {
        return new SessionSearch(database)
                .page(SessionQuery.newest(100).withText(text)).rows().stream()
                        .map(SessionRow::sessionId)
                        .map(Object::toString)
                        .toList();
    }

    private long indexed() throws SQLException {
        return database.one("SELECT count(*) FROM session WHERE indexed = 1", row -> row.number(1))
                .orElseThrow();
    }

    @Test
    void whatHasEndedIsFoundThroughTheIndexAndWhatIsUnderWayWithout() throws SQLException {
        write(
                opened("a", 0, 1, TestCase.of("Cancel the subscription")),
                turn("a", 1, "Kündige bitte 取消订阅", "Done \"for good\" 🎉🎊🎉"),
                closed("a", new StopReason.GoalAchieved("")),
                opened("b", 1, 1, TestCase.of("Cancel the order")),
                turn("b", 1, "Please", "Which one?"));
        List<String> queries = List.of(
                "cancel",
                "subscription",
                "KÜNDIGE",
                "取消订阅",
                "取消",
                "\"for good\"",
                "🎉🎊🎉",
                "please",
                "zebra",
                "cel or");
        List<List<String>> before = queries.stream().map(this::foundUnchecked).toList();

        assertThat(index.catchUp()).isFalse();

        assertThat(indexed()).isEqualTo(1);
        assertThat(queries.stream().map(this::foundUnchecked).toList()).isEqualTo(before);
        assertThat(found("cancel")).containsExactly("sim-b", "sim-a");
        assertThat(found("zebra")).isEmpty();
    }

    private List<String> foundUnchecked(String text) {
        try {
            return found(text);
        } catch (SQLException e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void theIndexKeepsOutWhatCannotFit() throws SQLException {
        write(opened("a", 0, 1), turn("a", 1, "apples", "pears"), closed("a", new StopReason.MaxTurns("")));
        index.catchUp();

        Object match = SqliteDialect.INSTANCE
                .narrowing(database, SearchWords.of("zebra"))
                .orElseThrow()
                .value();

        assertThat(database.list(
                        "SELECT rowid FROM session_text WHERE session_text MATCH ?", row -> row.number(1), match))
                .isEmpty();
        assertThat(SqliteDialect.INSTANCE.narrowing(database, SearchWords.of("ab 单 \u0000abc")))
                .as("too short or too odd")
                .isEmpty();
    }

    @Test
    void wordsOfTwoChineseCharactersAreInIt() throws SQLException {
        write(opened("a", 0, 1), turn("a", 1, "订单什么时候到货?", "您的包裹"), closed("a", new StopReason.MaxTurns("")));
        write(opened("b", 1, 1), turn("b", 1, "取消订阅", "好的"), closed("b", new StopReason.MaxTurns("")));
        index.catchUp();

        for (String word : List.of("订单", "到货", "包裹")) {
            Object match = SqliteDialect.INSTANCE
                    .narrowing(database, SearchWords.of(word))
                    .orElseThrow()
                    .value();
            assertThat(database.list(
                            "SELECT rowid FROM session_text WHERE session_text MATCH ?", row -> row.number(1), match))
                    .as(word)
                    .hasSize(1);
            assertThat(found(word)).containsExactly("sim-a");
        }
        assertThat(found("单什")).containsExactly("sim-a");
        assertThat(found("货您")).as("across messages").isEmpty();
    }

    @Test
    void aSessionThatGoesOnIsIndexedAnew() throws SQLException {
        write(opened("a", 0, 1), turn("a", 1, "apples", "pears"), closed("a", new StopReason.Cancelled("")));
        index.catchUp();
        write(turn("a", 2, "bananas", "cherries"));

        assertThat(indexed()).isZero();
        assertThat(found("bananas")).hasSize(1);
        write(closed("a", new StopReason.MaxTurns("")));
        index.catchUp();
        assertThat(indexed()).isEqualTo(1);
        assertThat(found("bananas")).hasSize(1);
        assertThat(found("apples")).hasSize(1);
    }

    @Test
    void itCatchesUpInSmallSteps() throws SQLException {
        for (int i = 0; i < 25; i++) {
            write(opened("s" + i, i, 1), closed("s" + i, new StopReason.MaxTurns("")));
        }

        assertThat(index.catchUp()).isTrue();
        assertThat(index.catchUp()).isFalse();
        assertThat(indexed()).isEqualTo(25);
        assertThat(found("goal")).hasSize(25);
    }
}
