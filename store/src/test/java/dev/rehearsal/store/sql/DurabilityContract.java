package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.model.Purpose;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Written is kept, whatever the store: processes that die, and processes that write at once. */
abstract class DurabilityContract {
    /** The name of a store that is the same within a test, and not there before. */
    abstract String store();

    private ChildJvm child(String run, int sessions) throws Exception {
        return ChildJvm.run(ConversingChild.class, List.of(), store(), run, Integer.toString(sessions));
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAfterTheProcessWasKilled() throws Exception {
        var random = new Random(20260301);
        for (int death = 0; death < 5; death++) {
            var acknowledged = new ArrayList<String>();
            String run = "run-" + death;
            try (ChildJvm child = child(run, 1_000_000)) {
                int after = 1 + random.nextInt(600);
                while (acknowledged.size() < after) {
                    acknowledged.add(child.line());
                }
                child.kill();
                acknowledged.addAll(child.allLines());
            }
            try (Store store = Store.open(store())) {
                check(store, acknowledged);
                checkSums(store, new RunId(run));
            }
        }
    }

    private static void check(Store store, List<String> acknowledged) {
        for (String line : acknowledged) {
            String[] words = line.split(" ");
            if (words.length < 2 || words[0].equals("turn") && words.length < 3) {
                continue; // The process died while it printed.
            }
            SessionRecord session = store.sessions().get(id(words[1])).orElseThrow();
            switch (words[0]) {
                case "turn" -> assertThat(session.row().turns()).isGreaterThanOrEqualTo(Integer.parseInt(words[2]));
                case "assessment" ->
                    assertThat(session.assessments()).extracting(Assessment::id).containsOnlyOnce(words[2]);
                case "end" -> assertThat(session.row().stopReason()).isEqualTo("max_turns");
                default -> throw new AssertionError(line);
            }
        }
    }

    /** Every sum is what its parts add up to, also where the process died. */
    private static void checkSums(Store store, RunId run) {
        try (var sessions = store.sessions().ofRun(run)) {
            List<SessionRecord> all = sessions.toList();
            assertThat(all).allSatisfy(session -> {
                assertThat(session.row().turns())
                        .isEqualTo(session.conversation().size());
                assertThat(session.row().tokens())
                        .isEqualTo(120L * session.calls().size());
            });
            long judged = all.stream()
                    .mapToLong(session -> session.assessments().size())
                    .sum();
            var spend = store.runs().spend(run).get(Purpose.JUDGE);
            assertThat(spend == null ? 0 : spend.calls()).isEqualTo(judged);
        }
    }

    @Test
    void twoProcessesWriteToOneStoreAtOnceAndMakeItTogether() throws Exception {
        int sessions = 60;
        try (ChildJvm one = child("run-one", sessions);
                ChildJvm two = child("run-two", sessions)) {
            assertThat(one.allLines()).hasSize(sessions * 11);
            assertThat(two.allLines()).hasSize(sessions * 11);
            assertThat(one.exit()).isZero();
            assertThat(two.exit()).isZero();
        }

        try (Store store = Store.open(store())) {
            assertThat(store.sessions().search(SessionQuery.newest(1000)))
                    .hasSize(2 * sessions)
                    .allSatisfy(row -> {
                        assertThat(row.turns()).isEqualTo(5);
                        assertThat(row.stopReason()).isEqualTo("max_turns");
                    });
            checkSums(store, new RunId("run-one"));
            checkSums(store, new RunId("run-two"));
        }
    }

    @Test
    void aSessionGoesOnInAnotherProcessOfTheStore() {
        try (Store one = Store.open(store());
                Store two = Store.open(store())) {
            one.write(Samples.run(Samples.RUN));
            one.write(Samples.opened("a", 0, 1));
            one.write(Samples.turn("a", 1, "Hi", "Hello"));
            two.write(Samples.turn("a", 2, "And?", "Well"));
            one.write(Samples.turn("a", 3, "So?", "Done"));
            one.write(Samples.checked("a", 3, true));
            two.write(Samples.checked("a", 3, false));

            SessionRecord session = one.sessions().get(id("a")).orElseThrow();
            assertThat(session.row().turns()).isEqualTo(3);
            assertThat(session.goalVerdicts().get(3).achieved()).isTrue();
        }
    }
}
