package dev.rehearsal.evaluation;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Ledger;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.SessionPlan;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.simulation.SimulationEvent;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.SimulationStart;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One evaluation under way. */
final class EvaluationRun {
    private static final int SNAPSHOT_BATCH = 500;

    private final RunSetup setup;
    private final ConversationSimulator simulator;
    private final Agent agent;
    private final boolean failFast;
    private final @Nullable KeptUserTurns kept;
    private final Store store;
    private final Cancellation cancellation;
    private final RunListener listener;
    private final Clock clock;
    private final Tallies tallies = new Tallies();

    /** @param kept what the users say; null where they are simulated */
    EvaluationRun(
            RunSetup setup,
            ConversationSimulator simulator,
            Agent agent,
            boolean failFast,
            @Nullable KeptUserTurns kept) {
        this.kept = kept;
        this.setup = setup;
        this.simulator = simulator;
        this.agent = agent;
        this.failFast = failFast;
        this.store = setup.store();
        this.cancellation = setup.cancellation();
        this.listener = setup.listener();
        this.clock = setup.clock();
    }

    EvaluationResult run(@Nullable RunId resumed) {
        return resumed == null ? begin() : goOn(resumed);
    }

    private EvaluationResult begin() {
        RunId runId = RunId.at(clock.instant());
        String kind = setup.panel().isEmpty() ? "simulate" : "evaluate";
        var started = new Change.RunStarted(
                runId,
                setup.experiment(),
                kind,
                setup.configuration(),
                setup.agentVersion(),
                simulator.seed(),
                simulator.trials(),
                clock.instant());
        store.write(simulator
                .testCases()
                .dataset()
                .<Change>map(used -> new Change.Together(List.of(started, new Change.DatasetUsed(runId, used))))
                .orElse(started));
        try (RunLease lease = RunLease.take(store.runs(), runId, cancellation::requestAtOnce)) {
            TestCases cases = simulator.testCases();
            boolean whole = cases.size().isPresent();
            if (whole) {
                snapshot(runId, cases);
            }
            SessionPlan fresh = SessionPlan.fresh(runId.value());
            SessionPlan plan = whole
                    ? fresh
                    : (index, testCase, trial) -> {
                        if (trial == 1) {
                            store.enqueue(new Change.CasesAdded(runId, index, List.of(testCase)));
                        }
                        return fresh.start(index, testCase, trial);
                    };
            return simulate(lease, runId, cases, plan, simulator.newLedger(), 0);
        }
    }

    private EvaluationResult goOn(RunId runId) {
        RunRecord run = store.runs()
                .find(runId.value())
                .orElseThrow(() -> new InvalidInputException("run " + runId, "is not in " + store.location()));
        if (store.runs().deletedSessions(runId) > 0) {
            throw new InvalidInputException(
                    "run " + runId, "cannot be gone on with, as sessions of it were deleted; start it anew");
        }
        EarlierWork.refuseAnother(run, setup.configuration());
        try (RunLease lease = RunLease.take(store.runs(), runId, cancellation::requestAtOnce)) {
            store.write(new Change.RunStatusChanged(runId, RunStatus.RUNNING, clock.instant(), List.of()));
            var plan = new ResumePlan(store, runId, agent.resumable(), clock);
            Ledger ledger = simulator.newLedger();
            Map<dev.rehearsal.model.Purpose, Spend> before = store.runs().spend(runId);
            tallies.addSpend(before);
            before.values().forEach(spend -> ledger.used(spend.usage(), spend.usd()));
            new EarlierWork(store, runId, tallies)
                    .takeUp(desk(runId, ledger), simulator.models().limits().concurrency(), cancellation);
            long cases = plan.isUntouched() && run.cases() % SNAPSHOT_BATCH == 0 ? snapshotAgain(runId) : run.cases();
            return simulate(lease, runId, kept(runId, cases), plan, ledger, plan.done());
        }
    }

    private TestCases kept(RunId runId, long cases) {
        TestCases own = simulator.testCases();
        var kept = new StoredCases(store, runId, cases);
        return own instanceof StoredCases || own.size().isEmpty() ? kept : new CasesWithCode(kept, own);
    }

    /** The last batch of a snapshot is mostly a smaller one; where it is not, nobody can tell that it was the last. */
    private long snapshotAgain(RunId runId) {
        TestCases cases = simulator.testCases();
        if (cases instanceof StoredCases) {
            throw new InvalidInputException(
                    "run " + runId,
                    "ended before all its test cases were kept; nothing was simulated, so start it anew");
        }
        if (cases.size().isPresent()) {
            snapshot(runId, cases);
        }
        return store.runs().find(runId.value()).orElseThrow().cases();
    }

    private void snapshot(RunId runId, TestCases cases) {
        var batch = new ArrayList<TestCase>(SNAPSHOT_BATCH);
        long first = 0;
        try (Stream<CaseItem> items = cases.open()) {
            for (var each = items.iterator(); each.hasNext(); ) {
                batch.add(each.next().inPlace(first + batch.size()));
                if (batch.size() == SNAPSHOT_BATCH || !each.hasNext()) {
                    store.enqueue(new Change.CasesAdded(runId, first, batch));
                    first += batch.size();
                    batch.clear();
                }
            }
        }
        store.flush();
    }

    private ScoringDesk desk(RunId runId, Ledger ledger) {
        return new ScoringDesk(setup, runId, ledger, tallies);
    }

    private EvaluationResult simulate(
            RunLease lease, RunId runId, TestCases cases, SessionPlan plan, Ledger ledger, long done) {
        OptionalLong sessions = cases.size().isPresent()
                ? OptionalLong.of(cases.size().get() * simulator.trials())
                : OptionalLong.empty();
        listener.on(new RunEvent.RunBegan(runId, sessions, done));
        ScoringDesk desk = desk(runId, ledger);
        var recorder = new RunRecorder(store, runId, clock);
        var earlier = new EarlierWork(store, runId, tallies);
        SessionPlan known = (index, testCase, trial) -> {
            Optional<SimulationStart> start =
                    plan.start(index, testCase, trial).map(each -> kept == null ? each : kept.keep(each));
            start.ifPresent(each -> earlier.scoreTurns(desk, each));
            return start;
        };
        try {
            simulator.simulate(
                    agent, cases, known, ledger, event -> happened(event, runId, recorder, desk), cancellation);
            store.flush();
        } catch (RuntimeException | Error e) {
            desk.abandon();
            if (!lease.isLost()) {
                end(runId, RunStatus.FAILED, e);
            }
            throw e;
        }
        lease.refuseIfLost();
        RunStatus status = cancellation.isRequested() ? RunStatus.INTERRUPTED : RunStatus.FINISHED;
        List<Metric> metrics = tallies.metrics(simulator.seed());
        store.write(new Change.RunStatusChanged(runId, status, clock.instant(), metrics));
        var result = setup.result(runId, status, metrics, tallies, simulator.userName(), simulator.seed());
        listener.on(new RunEvent.RunEnded(result));
        return result;
    }

    private void end(RunId runId, RunStatus status, Throwable cause) {
        try {
            store.write(new Change.RunStatusChanged(runId, status, clock.instant(), tallies.metrics(simulator.seed())));
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private void happened(SimulationEvent event, RunId runId, RunRecorder recorder, ScoringDesk desk) {
        recorder.on(event);
        listener.on(new RunEvent.Simulated(event));
        switch (event) {
            case SimulationEvent.TurnCompleted(var key, var turn, var conversation) ->
                desk.turn(key, turn, conversation, Set.of());
            case SimulationEvent.ModelCalled(var key, var call) -> tallies.add(List.of(call));
            case SimulationEvent.SessionEnded(var key, var simulation) -> ended(key, simulation, desk);
            case SimulationEvent.ScriptChecked(var key, var check) -> {
                Assessment made = ScriptAssessments.of(runId, key.sessionId(), check, clock.instant());
                tallies.add(Seat.of(key), made.feedback());
                listener.on(new RunEvent.Scored(key.sessionId(), List.of(made)));
            }
            case SimulationEvent.SessionStarted begun -> {}
            case SimulationEvent.UserSpoke spoke -> {}
            case SimulationEvent.GoalChecked checked -> {}
        }
    }

    private void ended(SimulationKey key, Simulation simulation, ScoringDesk desk) {
        StopReason reason = simulation.stopReason();
        tallies.ended(Seat.of(key), reason, reason.isFailure());
        try {
            desk.session(key, simulation.conversation(), reason, Set.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.flush();
        listener.on(new RunEvent.SessionDone(key.sessionId()));
        if (failFast && reason.isFailure()) {
            cancellation.request();
        }
    }
}
