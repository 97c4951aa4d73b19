package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.Ledger;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.Secrets;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stored sessions being scored: many side by side, read as a stream. */
final class ScoringRun {
    private final Store store;
    private final RunRecord scored;
    private final List<Scorer> scorers;
    private final List<String> notRun;
    private final @Nullable ModelClient judge;
    private final ModelParameters judgeParameters;
    private final int sideBySide;
    private final Secrets secrets;
    private final List<Bound> gate;
    private final RunListener listener;
    private final Cancellation cancellation;
    private final Attributes configuration;
    private final Clock clock;
    private final Tallies tallies = new Tallies();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    ScoringRun(
            Store store,
            RunRecord scored,
            List<Scorer> scorers,
            List<String> notRun,
            @Nullable ModelClient judge,
            ModelParameters judgeParameters,
            int sideBySide,
            Secrets secrets,
            List<Bound> gate,
            RunListener listener,
            Cancellation cancellation,
            Attributes configuration,
            Clock clock) {
        this.store = store;
        this.scored = scored;
        this.scorers = scorers;
        this.notRun = notRun;
        this.judge = judge;
        this.judgeParameters = judgeParameters;
        this.sideBySide = sideBySide;
        this.secrets = secrets;
        this.gate = gate;
        this.listener = listener;
        this.cancellation = cancellation;
        this.configuration = configuration;
        this.clock = clock;
    }

    EvaluationResult run() {
        RunId runId = RunId.at(clock.instant());
        store.write(new Change.RunStarted(
                runId,
                scored.experiment(),
                "score",
                configuration,
                scored.agentVersion(),
                scored.seed(),
                scored.trials(),
                clock.instant()));
        try (RunLease lease = RunLease.take(store.runs(), runId, cancellation::requestAtOnce)) {
            long sessions =
                    scored.counts().values().stream().mapToLong(Long::longValue).sum();
            listener.on(new RunEvent.RunBegan(runId, OptionalLong.of(sessions), 0));
            scoreAll(runId);
            RunStatus status = cancellation.isRequested() ? RunStatus.INTERRUPTED : RunStatus.FINISHED;
            List<Metric> metrics = tallies.metrics(scored.seed());
            store.write(new Change.RunStatusChanged(runId, status, clock.instant(), metrics));
            var result = result(runId, status, metrics);
            listener.on(new RunEvent.RunEnded(result));
            return result;
        }
    }

    private void scoreAll(RunId runId) {
        var desk = new ScoringDesk(
                runId,
                scorers,
                judge,
                judgeParameters,
                store,
                Ledger.ofRun(Budget.NONE),
                secrets,
                clock,
                tallies,
                (session, assessments) -> listener.on(new RunEvent.Scored(session, assessments)));
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
        tallies.ended(code, StopReason.of(code, "").isFailure());
        new StoredSession(session).score(desk, Set.of());
        listener.on(new RunEvent.SessionDone(session.row().sessionId()));
    }

    private EvaluationResult result(RunId runId, RunStatus status, List<Metric> metrics) {
        return new EvaluationResult(
                runId,
                scored.runId(),
                status,
                metrics,
                tallies.counts(),
                tallies.spend(),
                judge == null ? "none" : judge.name(),
                notRun,
                GateResult.check(
                        gate,
                        metrics,
                        notRun,
                        scored.configuration().text("user_model").orElse("")),
                0,
                0,
                store);
    }
}
