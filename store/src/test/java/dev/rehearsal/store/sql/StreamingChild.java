package dev.rehearsal.store.sql;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.Store;
import java.util.List;

/** Writes and reads back more than fits in its memory, and prints how many messages it saw. */
final class StreamingChild {
    private StreamingChild() {}

    /** Arguments: the store, how many sessions, and how long an answer is. */
    public static void main(String[] args) {
        int sessions = Integer.parseInt(args[1]);
        String answer = "a".repeat(Integer.parseInt(args[2]));
        try (Store store = Store.open(args[0])) {
            store.write(Samples.run(Samples.RUN));
            for (int i = 0; i < sessions; i++) {
                String name = "s" + i;
                store.enqueue(new Change.CasesAdded(Samples.RUN, i, List.of(TestCase.of("Goal " + i))));
                store.enqueue(Samples.opened(name, i, 1, TestCase.of("Goal " + i)));
                store.write(Samples.turn(name, 1, "Hi", answer));
                store.enqueue(Samples.closed(name, new StopReason.MaxTurns("")));
            }
            store.flush();
            try (var all = store.sessions().ofRun(Samples.RUN);
                    var cases = store.runs().cases(Samples.RUN)) {
                System.out.println(all.mapToLong(
                                session -> session.conversation().messages().size())
                        .sum());
                System.out.println(cases.count());
            }
        }
    }
}
