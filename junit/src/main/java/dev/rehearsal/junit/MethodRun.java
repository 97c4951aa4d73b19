package dev.rehearsal.junit;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.LateScoring;
import dev.rehearsal.evaluation.RunEvent;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.SimulatedUser;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.simulation.SimulationEvent;
import dev.rehearsal.simulation.SimulatorBuilder;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A method's run: begun by the invocation that asks first, ended when the method has ended. Conversations go on beside the invocations.
 */
final class MethodRun {
    private final MethodSettings settings;
    private final ConversationTest test;
    private final InvocationNames names;
    private final Cancellation cancellation = new Cancellation();
    private final Map<Seat, CompletableFuture<Simulation>> simulations = new ConcurrentHashMap<>();
    private final CompletableFuture<RunId> runId = new CompletableFuture<>();
    private final Map<Seat, Simulation> ended = new ConcurrentHashMap<>();

    private @Nullable Thread thread;
    private @Nullable Store store;
    private @Nullable LateScoring scoring;
    private @Nullable RuntimeException refusal;
    /** Whether it came to its end. */
    private volatile boolean summedUp;

    private record Seat(long index, int trial) {}

    MethodRun(MethodSettings settings, ConversationTest test, InvocationNames names) {
        this.settings = settings;
        this.test = test;
        this.names = names;
    }

    List<Trial> trials() {
        var trials = new ArrayList<Trial>();
        long index = 0;
        for (TestCase testCase : settings.cases().list()) {
            for (int trial = 1; trial <= settings.config().trials(); trial++) {
                trials.add(new Trial(
                        this, index, testCase, trial, settings.config().trials()));
            }
            index++;
        }
        return trials;
    }

    MethodSettings settings() {
        return settings;
    }

    ConversationTest test() {
        return test;
    }

    InvocationNames names() {
        return names;
    }

    /** Whether any invocation has asked. */
    synchronized boolean begun() {
        return thread != null;
    }

    /**
     * The simulation of a trial, once it has ended and all the run's scorers have judged it.
     *
     * @param context of an invocation; the first one's has what the run is made of
     * @throws InvalidInputException if the run cannot begin
     */
    Simulation await(Trial trial, ExtensionContext context) throws InterruptedException {
        begin(context);
        return get(simulation(trial.index(), trial.trial()));
    }

    RunId runId() throws InterruptedException {
        return get(runId);
    }

    /** Judges what the run's own scorers did not. */
    synchronized LateScoring scoring() {
        if (scoring == null) {
            throw new IllegalStateException("the run has not begun");
        }
        return scoring;
    }

    synchronized Store store() {
        if (store == null) {
            throw new IllegalStateException("the run has not begun");
        }
        return store;
    }

    private synchronized void begin(ExtensionContext context) throws InterruptedException {
        if (thread != null) {
            return;
        }
        if (refusal != null) {
            throw refusal;
        }
        try {
            start(context);
        } catch (RuntimeException e) {
            refusal = e;
            throw e;
        }
    }

    private synchronized void start(ExtensionContext context) throws InterruptedException {
        Members members = Members.of(context);
        Store opened = Store.open(settings.store());
        store = opened;
        Evaluation evaluation = evaluation(members, opened);
        thread = Thread.ofVirtual().name("rehearsal-run").start(() -> run(evaluation));
        scoring = LateScoring.of(evaluation, opened, get(runId));
    }

    private Evaluation evaluation(Members members, Store opened) {
        Evaluation evaluation = Evaluation.from(
                        settings.config(),
                        settings.cases(),
                        opened,
                        ModelSettings.fromEnvironment(),
                        builder -> objects(members, builder))
                .cancellation(cancellation)
                .listener(this::happened);
        if (!settings.replays()) {
            members.find(Model.class, "judgeModel").ifPresent(evaluation::judgeModel);
        }
        String named = Members.isTarget(test.agent()) ? "" : test.agent();
        Agent agent = settings.config().agent() == null || !named.isEmpty()
                ? members.find(Agent.class, named).orElse(null)
                : null;
        if (agent != null) {
            evaluation.agent(agent);
        } else if (settings.config().agent() == null) {
            throw new InvalidInputException(
                    "agent",
                    (named.isEmpty() ? "there is none" : "there is no '" + named + "'")
                            + "; give the test class a field or method of type Agent, a Spring bean, or name a target:"
                            + " agent = \"java:com.acme.SupportAgent\"");
        }
        return evaluation;
    }

    private void objects(Members members, SimulatorBuilder builder) {
        if (!settings.replays()) {
            members.find(Model.class, "userModel").ifPresent(builder::userModel);
            members.find(Model.class, "goalCheckModel").ifPresent(builder::goalCheckModel);
        }
        members.find(SimulatedUser.class, "").ifPresent(builder::simulatedUser);
        members.find(GoalCheck.class, "").ifPresent(builder::goalCheck);
    }

    private void run(Evaluation evaluation) {
        Throwable cause = new IllegalStateException("the run was stopped before this trial");
        try {
            evaluation.run();
            summedUp = true;
        } catch (Throwable e) {
            cause = e;
        }
        runId.completeExceptionally(cause);
        for (Trial trial : trials()) {
            simulation(trial.index(), trial.trial()).completeExceptionally(cause);
        }
    }

    private void happened(RunEvent event) {
        switch (event) {
            case RunEvent.RunBegan began -> runId.complete(began.runId());
            case RunEvent.Simulated(SimulationEvent.SessionEnded(var key, var simulation)) ->
                ended.put(new Seat(key.index(), key.trial()), simulation);
            case RunEvent.SessionDone(var sessionId) ->
                ended.forEach((seat, simulation) -> {
                    if (simulation.sessionId().equals(sessionId)) {
                        simulation(seat.index(), seat.trial()).complete(simulation);
                    }
                });
            case RunEvent.Simulated other -> {}
            case RunEvent.Scored scored -> {}
            case RunEvent.RunEnded over -> {}
        }
    }

    private CompletableFuture<Simulation> simulation(long index, int trial) {
        return simulations.computeIfAbsent(new Seat(index, trial), seat -> new CompletableFuture<>());
    }

    private static <T> T get(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** Stops what is still under way, and sums up with what the test found. */
    void end() throws InterruptedException {
        Thread running;
        Store open;
        synchronized (this) {
            running = thread;
            open = store;
        }
        try {
            if (running != null) {
                boolean done = trials().stream()
                        .allMatch(trial ->
                                simulation(trial.index(), trial.trial()).isDone());
                if (!done) {
                    cancellation.requestAtOnce();
                }
                running.join();
            }
            if (scoring != null && summedUp) {
                settings.reports().write(scoring.sumUp());
            }
        } finally {
            if (open != null) {
                open.close();
            }
        }
    }
}
