package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.call;
import static dev.rehearsal.store.sql.Samples.id;
import static dev.rehearsal.store.sql.Samples.turn;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.concurrent.Executors;

/** Holds many conversations at once and prints each turn, assessment and end when it is acknowledged. */
final class ConversingChild {
    private static final int TURNS = 5;

    private ConversingChild() {}

    /** Arguments: the store, the run's id, and how many sessions. */
    public static void main(String[] args) {
        var run = new RunId(args[1]);
        int sessions = Integer.parseInt(args[2]);
        try (Store store = Store.open(args[0]);
                var threads = Executors.newFixedThreadPool(8)) {
            store.write(Samples.run(run));
            for (int i = 0; i < sessions; i++) {
                int index = i;
                threads.execute(() -> converse(store, run, index));
            }
        }
    }

    private static void converse(Store store, RunId run, int index) {
        String name = run + "-" + index;
        store.enqueue(new Change.SessionOpened(
                run, new SimulationKey(id(name), index, TestCase.of("Goal " + index), 1, 1), Samples.START));
        for (int number = 1; number <= TURNS; number++) {
            store.enqueue(Samples.spoke(name, number, "message " + number));
            store.write(turn(name, number, "message " + number, "answer " + number));
            print("turn " + name + " " + number);
            store.enqueue(Samples.checked(name, number, false));
            String assessment = "f-" + name + "-" + number;
            store.write(new Change.Assessed(
                    id(name),
                    List.of(new Assessment(
                            assessment,
                            id(name),
                            run.value(),
                            number,
                            Feedback.yesNo("safety", true, ""),
                            Samples.START,
                            null)),
                    List.of(call(Purpose.JUDGE, number))));
            print("assessment " + name + " " + assessment);
        }
        store.write(Samples.closed(name, new StopReason.MaxTurns("")));
        print("end " + name);
    }

    private static synchronized void print(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
