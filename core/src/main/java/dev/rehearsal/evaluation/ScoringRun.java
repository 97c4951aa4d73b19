package dev.rehearsal.evaluation;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Ledger;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sessions that are there being scored: many side by side, read as a stream. */
final class ScoringRun {
    private final RunSetup setup;
    private final int sideBySide;
    private final Ledger ledger;
    private final @Nullable Duration mostTime;
    private final Store store;
    private final Cancellation cancellation;
    private final Tallies tallies = new Tallies();

    /**
     * @param mostTime how long it may take; what is not scored then is left to a resume
     */
    ScoringRun(RunSetup setup, int sideBySide, Ledger ledger, @Nullable Duration mostTime) {
        this.setup = setup;
        this.sideBySide = sideBySide;
        this.ledger = ledger;
        this.mostTime = mostTime;
        this.store = setup.store();
        this.cancellation = setup.cancellation();
    }

    /** Scores stored sessions. */
    EvaluationResult of(StoredSessions sessions, String userName) {
        RunId runId = RunId.at(setup.clock().instant());
        long seed = sessions.runs().isEmpty() ? 0 : sessions.runs().getFirst().seed();
        int trials = sessions.runs().stream().mapToInt(RunRecord::trials).max().orElse(1);
        store.write(new Change.Together(
                List.of(started(runId, seed, trials), new Change.SessionsChosen(runId, 0, sessions.sessions()))));
        try (RunLease lease = lease(runId)) {
            return score(lease, runId, seed, sessions.sessions().size(), userName);
        }
    }

    /** Takes recorded sessions into the store and scores them. */
    EvaluationResult of(RecordedIntake intake, RecordedIntake.Found found) {
        RunId runId = RunId.at(setup.clock().instant());
        store.write(started(runId, 0, found.trials()));
        try (RunLease lease = lease(runId)) {
            intake.write(runId, setup.clock().instant());
            return score(lease, runId, 0, found.sessions(), "");
        }
    }

    /**
     * Goes on with a run that was stopped.
     *
     * @param sessions how many it was to score
     */
    EvaluationResult resumed(RunRecord run, long sessions, String userName) {
        RunId runId = run.runId();
        long kept = run.counts().values().stream().mapToLong(Long::longValue).sum();
        if (kept < sessions) {
            throw new InvalidInputException(
                    "run " + runId,
                    "ended before all its " + sessions
                            + " transcripts were kept; nothing was scored, so score them anew");
        }
        EarlierWork.refuseAnother(run, setup.configuration());
        try (RunLease lease = lease(runId)) {
            store.write(new Change.RunStatusChanged(
                    runId, RunStatus.RUNNING, setup.clock().instant(), List.of()));
            Map<Purpose, Spend> before = store.runs().spend(runId);
            tallies.addSpend(before);
            before.values().forEach(spend -> ledger.used(spend.usage(), spend.usd()));
            return score(lease, runId, run.seed(), kept, userName);
        }
    }

    private Change.RunStarted started(RunId runId, long seed, int trials) {
        return new Change.RunStarted(
                runId,
                setup.experiment(),
                "score",
                setup.configuration(),
                setup.agentVersion(),
                seed,
                trials,
                setup.clock().instant());
    }

    private RunLease lease(RunId runId) {
        return RunLease.take(store.runs(), runId, cancellation::requestAtOnce);
    }

    private EvaluationResult score(RunLease lease, RunId runId, long seed, long sessions, String userName) {
        setup.listener().on(new RunEvent.RunBegan(runId, OptionalLong.of(sessions), 0));
        try {
            scoreAll(runId);
            store.flush();
        } catch (RuntimeException | Error e) {
            if (!lease.isLost()) {
                failed(runId, seed, e);
            }
            throw e;
        }
        lease.refuseIfLost();
        RunStatus status = cancellation.isRequested() ? RunStatus.INTERRUPTED : RunStatus.FINISHED;
        List<Metric> metrics = tallies.metrics(seed);
        store.write(new Change.RunStatusChanged(runId, status, setup.clock().instant(), metrics));
        var result = setup.result(runId, status, metrics, tallies, userName, seed);
        setup.listener().on(new RunEvent.RunEnded(result));
        return result;
    }

    private void failed(RunId runId, long seed, Throwable cause) {
        try {
            store.write(new Change.RunStatusChanged(
                    runId, RunStatus.FAILED, setup.clock().instant(), tallies.metrics(seed)));
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private void scoreAll(RunId runId) {
        var desk = new ScoringDesk(setup, runId, ledger, tallies);
        var earlier = new EarlierWork(store, runId, tallies);
        long begin = System.nanoTime();
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(runId)) {
            new SideBySide(sideBySide, cancellation)
                    .each(
                            sessions.iterator(),
                            () -> {
                                if (mostTime != null && System.nanoTime() - begin > mostTime.toNanos()) {
                                    cancellation.request();
                                }
                                return !cancellation.isRequested();
                            },
                            session -> score(session, desk, earlier));
        } catch (RuntimeException | Error e) {
            desk.abandon();
            throw e;
        }
    }

    private void score(SessionRecord session, ScoringDesk desk, EarlierWork earlier) throws InterruptedException {
        String code = session.row().stopReason();
        if (code == null) {
            throw new IllegalStateException("session " + session.row().sessionId() + " was chosen and has not ended");
        }
        tallies.ended(Seat.of(session.row()), StopReason.of(code, ""), false);
        Set<String> known = earlier.known(session);
        new StoredSession(session).score(desk, known);
        setup.listener().on(new RunEvent.SessionDone(session.row().sessionId()));
    }
}
