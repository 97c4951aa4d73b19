package dev.rehearsal.benchmarks;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long it takes to find 100 sessions of an experiment that has 100,000 turns, in a store that has another experiment as large:
 * the newest, and the newest with certain words. Says the median and the slowest of each.
 *
 * <p>Arguments: sessions of each experiment (20,000; of five turns), searches of each kind (50), and the store: a SQLite file (a new one
 * where none is named) or {@code postgresql://user@host/database?schema=NAME}. One that has these sessions already is filled no more.
 */
public final class SearchBenchmark {
    private static final int TURNS = 5;
    private static final int FOUND = 100;
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private SearchBenchmark() {}

    public static void main(String[] args) throws Exception {
        int sessions = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        int searches = args.length > 1 ? Integer.parseInt(args[1]) : 50;
        String place = args.length > 2
                ? args[2]
                : Files.createTempDirectory("search-benchmark")
                        .resolve("rehearsal.db")
                        .toString();
        try (Store store = Store.open(place)) {
            System.out.println(store.location());
            boolean filled = store.sessions().find("other-" + (sessions - 1)).isPresent();
            for (int i = 0; i < sessions && !filled; i++) {
                store.enqueue(session("production", i));
                store.enqueue(session("other", i));
            }
            store.flush();
        }
        try (Store store = Store.open(place)) {
            SessionQuery newest = SessionQuery.newest(FOUND).withExperiment("production");
            indexed(store, newest.withText("parcel 7"));
            measure("the newest", store, newest, searches);
            measure("the newest with words that many have", store, newest.withText("parcel delay"), searches);
            measure("the newest with words that few have", store, newest.withText("order-1234"), searches);
        }
    }

    /** Waits until the index has all sessions: a search does not get faster any more. */
    private static void indexed(Store store, SessionQuery query) throws InterruptedException {
        double last = Double.MAX_VALUE;
        for (int tries = 0; tries < 120; tries++) {
            double now = millis(store, query);
            if (tries > 10 && now > last * 0.9) {
                return;
            }
            last = now;
            Thread.sleep(1_000);
        }
    }

    private static Change session(String experiment, int number) {
        SessionId id = SessionId.of(experiment + "-" + number);
        var changes = new ArrayList<Change>();
        Instant at = START.plusSeconds(number);
        changes.add(
                new Change.SessionRecorded(id, experiment, "otlp", null, Attributes.of("user.id", "u" + number), at));
        for (int turn = 1; turn <= TURNS; turn++) {
            changes.add(new Change.TurnRecorded(
                    id,
                    TraceId.of(id, turn),
                    new Turn(
                            turn,
                            Message.user("Where is order-" + number + "? I asked for it " + turn + " times already."),
                            Answer.of("I am sorry about the delay. Your parcel left our warehouse on Monday."),
                            null,
                            at.plusMillis(turn),
                            Duration.ofMillis(300),
                            List.of()),
                    at));
        }
        changes.add(new Change.SessionClosed(
                id, new StopReason.Recorded("over"), at.plusSeconds(1), Duration.ofSeconds(1), List.of()));
        return new Change.Together(changes);
    }

    private static void measure(String what, Store store, SessionQuery query, int searches) {
        double[] millis = new double[searches];
        int found = 0;
        for (int i = 0; i < searches; i++) {
            millis[i] = millis(store, query);
            found = store.sessions().search(query).size();
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%s: %d sessions, median %.1f ms, slowest %.1f ms%n",
                what,
                found,
                millis[searches / 2],
                millis[searches - 1]);
    }

    private static double millis(Store store, SessionQuery query) {
        long began = System.nanoTime();
        store.sessions().search(query);
        return (System.nanoTime() - began) / 1e6;
    }
}
