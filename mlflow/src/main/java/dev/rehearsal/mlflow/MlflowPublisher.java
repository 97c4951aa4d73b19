package dev.rehearsal.mlflow;

import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Publishes runs of a store to an MLflow server. Publishing again changes nothing there but what has changed here. */
public final class MlflowPublisher implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int TURNS_AT_ONCE = 50;

    private final Store store;
    private final Rest rest;
    private final Experiments experiments;
    private final Traces traces;

    public MlflowPublisher(Store store, MlflowServer server) {
        this.store = store;
        this.rest = new Rest(server, Clock.systemUTC(), TIMEOUT);
        this.experiments = new Experiments(rest);
        this.traces = new Traces(rest);
    }

    /**
     * Publishes a run with all that the store has of it.
     *
     * @throws MlflowException if the server does not take it, or cannot be reached
     */
    public Published publish(RunId runId) {
        RunRecord run = store.runs()
                .find(runId.value())
                .orElseThrow(() -> new StoreException("run " + runId + " is not in the store", null));
        String experimentId = experiments.id(run.experiment());
        var onServer = new RunOnServer(rest, experimentId, run);
        String id = onServer.id();
        onServer.begin(id, CasesUsed.of(store, runId));
        var sum = new Sum();
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(runId)) {
            var batch = new ArrayList<Portion>();
            for (var each = sessions.iterator(); each.hasNext(); ) {
                batch.add(Portion.all(each.next(), runId, id));
                if (batch.stream().mapToInt(portion -> portion.traces().size()).sum() >= TURNS_AT_ONCE) {
                    publish(batch, experimentId, onServer, id, sum);
                    batch.clear();
                }
            }
            publish(batch, experimentId, onServer, id, sum);
        }
        onServer.finish(id);
        return new Published(run.experiment(), experimentId, id, sum.sessions, sum.turns, sum.assessments);
    }

    private void publish(List<Portion> batch, String experimentId, RunOnServer onServer, String id, Sum sum) {
        if (batch.isEmpty()) {
            return;
        }
        traces.publish(batch, experimentId, id);
        onServer.link(
                id,
                batch.stream()
                        .flatMap(each -> each.traces().stream())
                        .map(PublishedTurn::id)
                        .toList());
        batch.forEach(sum::add);
    }

    private static final class Sum {
        private long sessions;
        private long turns;
        private long assessments;

        void add(Portion portion) {
            sessions++;
            turns += portion.traces().size();
            assessments +=
                    portion.assessments().values().stream().mapToInt(List::size).sum();
        }
    }

    @Override
    public void close() {
        rest.close();
    }
}
