package dev.rehearsal.evaluation;

import dev.rehearsal.model.Budget;
import dev.rehearsal.model.Ledger;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stored sessions being scored: many side by side, read as a stream. */
final class ScoringRun {
    private final RunSetup setup;
    private final RunRecord scored;
    private final int sideBySide;
    private final Store store;
    private final Cancellation cancellation;
    private final RunListener listener;
    private final Tallies tallies = new Tallies();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    ScoringRun(RunSetup setup, RunRecord scored, int sideBySide) {
        this.setup = setup;
        this.scored = scored;
        this.sideBySide = sideBySide;
        this.store = setup.store();
        this.cancellation = setup.cancellation();
        this.listener = setup.listener();
    }

    EvaluationResult run() {
        RunId runId = RunId.at(setup.clock().instant());
        store.write(new Change.RunStarted(
                runId,
                setup.experiment(),
                "score",
                setup.configuration(),
                setup.agentVersion(),
                scored.seed(),
                scored.trials(),
                setup.clock().instant()));
        try (RunLease lease = RunLease.take(store.runs(), runId, cancellation::requestAtOnce)) {
            long sessions =
                    scored.counts().values().stream().mapToLong(Long::longValue).sum();
            listener.on(new RunEvent.RunBegan(runId, OptionalLong.of(sessions), 0));
            scoreAll(runId);
            RunStatus status = cancellation.isRequested() ? RunStatus.INTERRUPTED : RunStatus.FINISHED;
            List<Metric> metrics = tallies.metrics(scored.seed());
            store.write(new Change.RunStatusChanged(runId, status, setup.clock().instant(), metrics));
            var result = setup.result(runId, scored.runId(), status, metrics, tallies, userName());
            listener.on(new RunEvent.RunEnded(result));
            return result;
        }
    }

    private void scoreAll(RunId runId) {
        var desk = new ScoringDesk(setup, runId, Ledger.ofRun(Budget.NONE), tallies);
        var places = new Semaphore(sideBySide);
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(scored.runId())) {
            for (var each = sessions.iterator(); each.hasNext() && !cancellation.isRequested(); ) {
                SessionRecord session = each.next();
                places.acquireUninterruptibly();
                Thread.ofVirtual().start(() -> {
                    try {
                        score(session, desk);
                    } catch (Throwable e) {
                        failure.compareAndSet(null, e);
                        cancellation.request();
                    } finally {
                        places.release();
                    }
                });
            }
        }
        places.acquireUninterruptibly(sideBySide);
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
        store.flush();
    }

    private void score(SessionRecord session, ScoringDesk desk) {
        String code = session.row().stopReason();
        if (code == null) {
            return;
        }
        tallies.ended(code, false);
        new StoredSession(session).score(desk, Set.of());
        listener.on(new RunEvent.SessionDone(session.row().sessionId()));
    }

    private String userName() {
        return scored.configuration().text("user_model").orElse("");
    }
}
