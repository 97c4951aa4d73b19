package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.START;
import static dev.rehearsal.store.sql.Samples.assessed;
import static dev.rehearsal.store.sql.Samples.assessment;
import static dev.rehearsal.store.sql.Samples.call;
import static dev.rehearsal.store.sql.Samples.closed;
import static dev.rehearsal.store.sql.Samples.id;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.run;
import static dev.rehearsal.store.sql.Samples.spoke;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.Cursor;
import dev.rehearsal.store.ExperimentRow;
import dev.rehearsal.store.Glimpse;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunName;
import dev.rehearsal.store.RunPage;
import dev.rehearsal.store.RunQuery;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionFilter;
import dev.rehearsal.store.SessionOrder;
import dev.rehearsal.store.SessionPage;
import dev.rehearsal.store.SessionQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists that are filtered, sorted and read page by page. */
interface ListsContract extends StoreUnderTest {
    @Test
    default void sessionsAreFilteredByWhatScorersFound() {
        write(opened("a", 0, 1), opened("b", 1, 1), opened("c", 2, 1), opened("d", 3, 1));
        write(
                assessed("a", assessment("a1", "a", 0, Feedback.yesNo("safety", true, ""))),
                assessed("b", assessment("b1", "b", 0, Feedback.yesNo("safety", false, ""))),
                assessed(
                        "c",
                        assessment("c1", "c", 1, Feedback.yesNo("safety", true, "")),
                        assessment("c2", "c", 2, Feedback.yesNo("safety", false, "")),
                        assessment("c3", "c", 0, Feedback.number("tone", 4, ""))),
                assessed(
                        "d",
                        assessment("d1", "d", 0, Feedback.failed("safety", Source.code("safety"), "broken")),
                        assessment("d2", "d", 0, Feedback.number("tone", 0.5, "")),
                        assessment("d3", "d", 0, Feedback.category("mood", "calm", ""))));

        assertThat(where("safety=yes")).containsExactly("a");
        assertThat(where("safety=no")).containsExactly("c", "b");
        assertThat(where("safety=error")).containsExactly("d");
        assertThat(where("safety=failed")).containsExactly("d");
        assertThat(where("safety != yes")).containsExactly("d", "c", "b");
        assertThat(where("tone < 1")).containsExactly("d");
        assertThat(where("tone>=4")).containsExactly("c");
        assertThat(where("tone=4")).containsExactly("c");
        assertThat(where("tone=no")).isEmpty();
        assertThat(where("mood=calm")).containsExactly("d");
        assertThat(where("mood=angry")).isEmpty();
        assertThat(where("safety=no", "tone>3")).containsExactly("c");
        assertThat(where("safety=no", "tone>9")).isEmpty();
        assertThat(where("none=yes")).isEmpty();
    }

    @Test
    default void aFilterSeesWhatWasJudgedAnew() {
        write(opened("a", 0, 1), assessed("a", assessment("a1", "a", 0, Feedback.yesNo("safety", true, ""))));
        write(assessed("a", assessment("a2", "a", 0, Feedback.yesNo("safety", false, ""))));

        assertThat(where("safety=yes")).isEmpty();
        assertThat(where("safety=no")).containsExactly("a");
    }

    @Test
    default void sessionsAreFilteredByTagsAndMetadata() {
        var gold = TestCase.builder().goal("G").tag("tier", "gold").build();
        var built = TestCase.builder()
                .goal("H")
                .metadata(Attributes.of("build", 17).with("beta", true))
                .build();
        write(opened("a", 0, 1, gold), opened("b", 1, 1, built));
        write(new Change.SessionRecorded(
                id("c"), "production", "otlp", TestCase.of("I"), Attributes.of("user", "订单"), START));

        assertThat(where("tag:tier=gold")).containsExactly("a");
        assertThat(where("tag:tier=silver")).isEmpty();
        assertThat(where("metadata:build=17")).containsExactly("b");
        assertThat(where("metadata:beta=true", "metadata:build=17")).containsExactly("b");
        assertThat(where("metadata:user=订单")).containsExactly("c");
    }

    @Test
    default void sessionsAreSortedByWhatTheyTookAndScored() {
        write(opened("a", 0, 1), opened("b", 1, 1), opened("c", 2, 1));
        write(turn("a", 1, "x", "y"), turn("a", 2, "x", "y"), turn("b", 1, "x", "y"));
        write(new Change.TurnCompleted(
                id("c"), Turn.of(1, "x", Answer.of("y")), List.of(call(Purpose.AGENT, 1, new BigDecimal("3")))));
        write(
                new Change.SessionClosed(
                        id("b"), new StopReason.MaxTurns(""), START, Duration.ofSeconds(99), List.of()),
                closed("a", new StopReason.MaxTurns("")));
        write(
                assessed("a", assessment("a1", "a", 0, Feedback.number("tone", 4, ""))),
                assessed("b", assessment("b1", "b", 0, Feedback.number("tone", 2.5, ""))));

        assertThat(sorted("turns").getFirst()).isEqualTo("a");
        assertThat(sorted("turns:asc").getLast()).isEqualTo("a");
        assertThat(sorted("cost").getFirst()).isEqualTo("c");
        assertThat(sorted("duration")).containsExactly("b", "a", "c");
        assertThat(sorted("score:tone")).containsExactly("b", "a");
        assertThat(sorted("score:tone:desc")).containsExactly("a", "b");
        assertThat(sorted("ended:asc")).containsExactly("b", "a");
        assertThat(sorted("oldest")).containsExactly("a", "b", "c");
        assertThat(sorted("newest")).containsExactly("c", "b", "a");
    }

    @Test
    default void pagesShowEverySessionOnceThoughNewOnesCome() {
        for (int i = 0; i < 7; i++) {
            String name = "s" + i;
            write(opened(name, i / 2, 1 + i % 2));
            if (i > 0) {
                write(assessed(
                        name,
                        assessment(name, name, 0, Feedback.number("tone", i / 3, "")),
                        assessment(name + "x", name, 0, Feedback.yesNo("safety", i % 2 == 0, ""))));
            }
        }
        for (String order :
                List.of("newest", "oldest", "ended", "case", "turns", "cost:asc", "duration", "score:tone")) {
            SessionQuery query = SessionQuery.newest(2).withOrder(SessionOrder.parse(order));
            assertThat(paged(query)).as(order).isEqualTo(names(query.withLimit(99)));
        }
        SessionQuery unsafe = SessionQuery.newest(1).where(SessionFilter.parse("safety=no"));
        assertThat(paged(unsafe)).containsExactly("s5", "s3", "s1");
        SessionQuery words = SessionQuery.newest(2).withText("goal");
        assertThat(paged(words)).hasSize(7);

        Cursor next = store().sessions().page(SessionQuery.newest(2)).next();
        write(opened("new", 9, 1));
        assertThat(names(SessionQuery.newest(2).withAfter(next))).containsExactly("s4", "s3");
    }

    /** Read in other ways than what few sessions fit. */
    @Test
    default void whatManySessionsFitIsListedLikewise() {
        var all = new ArrayList<Change>();
        for (int i = 0; i < 1_200; i++) {
            var testCase = TestCase.builder()
                    .goal(i % 400 == 3 ? "退款" : "G")
                    .tag("tier", "basic")
                    .build();
            all.add(opened("s" + i, i, 1, testCase));
            all.add(assessed(
                    "s" + i,
                    assessment("a" + i, "s" + i, 0, Feedback.yesNo("safety", i % 12 > 0, "")),
                    assessment("b" + i, "s" + i, 0, Feedback.number("tone", i % 12, ""))));
        }
        store().write(new Change.Together(all));
        SessionQuery some = SessionQuery.newest(550);
        SessionFilter yes = SessionFilter.parse("safety=yes");

        for (SessionQuery query : List.of(some, some.withRun(RUN), some.withExperiment("support"))) {
            assertThat(paged(query.where(yes)))
                    .hasSize(1_100)
                    .startsWith("s1199")
                    .endsWith("s1");
            assertThat(paged(query.where(SessionFilter.parse("tag:tier=basic")).where(SessionFilter.parse("tone<1"))))
                    .hasSize(100)
                    .startsWith("s1188")
                    .endsWith("s0");
            assertThat(paged(query.where(SessionFilter.parse("tone>=0")).where(SessionFilter.parse("safety!=yes"))))
                    .hasSize(100);
            assertThat(paged(query.withText("退款"))).containsExactly("s803", "s403", "s3");
            assertThat(paged(query.withText("退款").where(yes))).containsExactly("s803", "s403", "s3");
            assertThat(paged(query.withText("g")))
                    .hasSize(1_197)
                    .startsWith("s1199")
                    .endsWith("s0");
            assertThat(store().sessions().count(query.where(yes), 9_999)).hasValue(1_100);
        }
        assertThat(paged(some.where(yes).withOrder(SessionOrder.parse("oldest"))))
                .hasSize(1_100)
                .startsWith("s1")
                .endsWith("s1199");
    }

    @Test
    default void aCursorIsOfOneList() {
        write(opened("a", 0, 1), opened("b", 1, 1));
        Cursor next = store().sessions().page(SessionQuery.newest(1)).next();
        var other = SessionQuery.newest(1).withOrder(SessionOrder.OLDEST).withAfter(Cursor.parse(next.text()));

        assertThat(names(SessionQuery.newest(1).withAfter(Cursor.parse(next.text()))))
                .containsExactly("a");
        assertThatThrownBy(() -> store().sessions().page(other))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("leave it out to begin anew");
        assertThatThrownBy(() -> Cursor.parse("made up")).isInstanceOf(InvalidInputException.class);
        var invented = new Cursor("newest", List.of("yesterday", "1"));
        assertThatThrownBy(() -> store().sessions().page(SessionQuery.newest(1).withAfter(invented)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    default void aSessionKnowsItsPlaceInAList() {
        write(opened("a", 0, 1), opened("b", 1, 1), opened("c", 2, 1));
        Cursor b = store().sessions().place(id("b"), SessionOrder.NEWEST).orElseThrow();
        Cursor back = store().sessions().place(id("b"), SessionOrder.OLDEST).orElseThrow();

        assertThat(names(SessionQuery.newest(1).withAfter(b))).containsExactly("a");
        assertThat(names(SessionQuery.newest(1).withOrder(SessionOrder.OLDEST).withAfter(back)))
                .containsExactly("c");
        assertThat(store().sessions().place(id("none"), SessionOrder.NEWEST)).isEmpty();
        assertThat(store().sessions().place(id("b"), SessionOrder.parse("score:tone")))
                .isEmpty();
    }

    @Test
    default void sessionsAreCountedUpToABound() {
        write(opened("a", 0, 1), opened("b", 1, 1), opened("c", 2, 1), closed("c", new StopReason.Interrupted("")));

        assertThat(store().sessions().count(SessionQuery.newest(1), 99)).hasValue(2);
        assertThat(store().sessions().count(SessionQuery.newest(1), 1)).hasValue(1);
        assertThat(store().sessions().count(SessionQuery.newest(1).withStopReason("interrupted"), 99))
                .hasValue(1);
        assertThat(store().sessions().count(SessionQuery.newest(1).withRun(new RunId("none")), 99))
                .hasValue(0);
        assertThat(store().sessions().count(SessionQuery.newest(1).withText("goal"), 99))
                .isEmpty();
    }

    @Test
    default void aListShowsHowSessionsBeganAndEnded() {
        write(opened("a", 0, 1), turn("a", 1, "Hi", "Hello"), turn("a", 2, "Bye", "See you"), spoke("a", 3, "Wait"));
        write(opened("b", 1, 1), opened("c", 2, 1), spoke("c", 1, "Anybody?"));

        assertThat(store().sessions().glimpses(List.of(id("a"), id("b"), id("c"), id("none"))))
                .containsOnly(
                        Map.entry(id("a"), new Glimpse("Hi", "See you")),
                        Map.entry(id("b"), new Glimpse("", "")),
                        Map.entry(id("c"), new Glimpse("Anybody?", "")));
    }

    @Test
    default void runsAreListedByExperimentPageByPage() {
        for (int i = 2; i <= 5; i++) {
            write(new Change.RunStarted(
                    new RunId("run-" + i),
                    i == 4 ? "sales" : "support",
                    i == 5 ? "score" : "evaluate",
                    Attributes.EMPTY,
                    "",
                    1,
                    1,
                    START.plusSeconds(i)));
        }
        write(new Change.RunStatusChanged(new RunId("run-2"), RunStatus.FINISHED, START, List.of()));
        RunQuery support = RunQuery.newest(2).withExperiment("support");

        RunPage first = store().runs().page(support);
        RunPage second = store().runs().page(support.withAfter(first.next()));

        assertThat(runs(first)).containsExactly("run-5", "run-3");
        assertThat(runs(second)).containsExactly("run-2", "run-1");
        assertThat(second.next()).isNull();
        assertThat(runs(store().runs().page(RunQuery.newest(9).withKind("score"))))
                .containsExactly("run-5");
        assertThat(runs(store().runs().page(RunQuery.newest(9).withStatus(RunStatus.FINISHED))))
                .containsExactly("run-2");
        assertThat(runs(store().runs().page(RunQuery.newest(9).withExperiment("none"))))
                .isEmpty();
        assertThat(store().runs().names(support)).isEqualTo(names(first));
        assertThat(store().runs().names(support.withAfter(first.next()))).isEqualTo(names(second));
        assertThat(store().runs().names(RunQuery.newest(Integer.MAX_VALUE).withStatus(RunStatus.FINISHED)))
                .isEqualTo(names(store().runs().page(RunQuery.newest(9).withStatus(RunStatus.FINISHED))));
    }

    private static List<RunName> names(RunPage page) {
        return page.rows().stream().map(RunName::of).toList();
    }

    @Test
    default void experimentsAreListedTheMostRecentlyActiveFirst() {
        write(
                run(new RunId("run-2")),
                opened("a", 0, 1),
                opened("b", 1, 1),
                closed("b", new StopReason.Interrupted("")));
        write(new Change.SessionRecorded(
                id("c"), "production", "otlp", TestCase.of("I"), Attributes.EMPTY, START.plusSeconds(500)));

        assertThat(store().runs().experiments())
                .extracting(ExperimentRow::name, ExperimentRow::runs, ExperimentRow::sessions)
                .containsExactly(tuple("production", 0L, 1L), tuple("support", 2L, 1L));
        assertThat(store().runs().experiments().getFirst().activeAt()).isEqualTo(START.plusSeconds(500));
    }

    private static List<String> runs(RunPage page) {
        return page.rows().stream().map(RunRecord::runId).map(RunId::value).toList();
    }

    private List<String> where(String... filters) {
        SessionQuery query = SessionQuery.newest(99);
        for (String filter : filters) {
            query = query.where(SessionFilter.parse(filter));
        }
        return names(query);
    }

    private List<String> sorted(String order) {
        return names(SessionQuery.newest(99).withRun(RUN).withOrder(SessionOrder.parse(order)));
    }

    private List<String> paged(SessionQuery query) {
        var names = new ArrayList<String>();
        SessionPage page = store().sessions().page(query);
        while (true) {
            names.addAll(names(page));
            if (page.next() == null) {
                return names;
            }
            page = store().sessions()
                    .page(query.withAfter(Cursor.parse(page.next().text())));
        }
    }

    private List<String> names(SessionQuery query) {
        return names(store().sessions().page(query));
    }

    private static List<String> names(SessionPage page) {
        return page.rows().stream()
                .map(row -> row.sessionId().value().substring("sim-".length()))
                .toList();
    }
}
