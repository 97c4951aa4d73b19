package dev.rehearsal.simulation;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.Ledger;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets simulated users talk to an agent: each trial of each test case is one conversation, on a virtual thread of its own. Test cases are
 * read as a stream and what happens is told as it happens, so memory grows with what is in flight.
 */
public final class ConversationSimulator {
    private final TestCases testCases;
    private final int trials;
    private final int inFlight;
    private final Budget runBudget;
    private final SimulationSettings settings;
    private final ThreadFactory agentThreads;
    private final ModelClients models;
    private final @Nullable ModelClient userModel;

    ConversationSimulator(
            TestCases testCases,
            int trials,
            int inFlight,
            Budget runBudget,
            SimulationSettings settings,
            ThreadFactory agentThreads,
            ModelClients models,
            @Nullable ModelClient userModel) {
        this.testCases = testCases;
        this.trials = trials;
        this.inFlight = inFlight;
        this.runBudget = runBudget;
        this.settings = settings;
        this.agentThreads = agentThreads;
        this.models = models;
        this.userModel = userModel;
    }

    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /** The same simulator, in which that model judges the criteria of scripts; otherwise the user model does if it can. */
    public ConversationSimulator judgedBy(ModelClient judge, ModelParameters parameters) {
        return new ConversationSimulator(
                testCases,
                trials,
                inFlight,
                runBudget,
                settings.withJudge(new ScriptJudge(judge, parameters)),
                agentThreads,
                models,
                userModel);
    }

    /** Simulates every trial of every test case and waits; the results are in the order of the cases. */
    public List<Simulation> simulate(Agent agent) {
        List<Simulation> simulations = new ArrayList<>();
        simulate(agent, event -> {
            if (event instanceof SimulationEvent.SessionEnded(var key, var simulation)) {
                synchronized (simulations) {
                    simulations.add(simulation);
                }
            }
        });
        simulations.sort(Comparator.comparingLong((Simulation s) -> s.key().index())
                .thenComparingInt(s -> s.key().trial()));
        return List.copyOf(simulations);
    }

    /** Simulates every trial of every test case, tells the listener what happens, and waits. Nothing is kept. */
    public void simulate(Agent agent, SimulationListener listener) {
        simulate(
                agent,
                testCases,
                SessionPlan.fresh(UUID.randomUUID().toString()),
                newLedger(),
                listener,
                new Cancellation());
    }

    /**
     * Simulates what a plan asks for, and waits.
     *
     * @param cases instead of the simulator's own
     * @param ledger of the run, with what earlier parts of it used
     * @throws RuntimeException what a listener threw: conversations under way are cancelled then
     */
    public void simulate(
            Agent agent,
            TestCases cases,
            SessionPlan plan,
            Ledger ledger,
            SimulationListener listener,
            Cancellation cancellation) {
        var agentCall = new AgentCall(
                agent,
                new AgentGate(settings.agentLimits(), Sleeper.REAL),
                agentThreads,
                settings.secrets(),
                settings.clock());
        Deadline deadline = Deadline.of("run", runBudget.time());
        var conversations = new Conversations(inFlight, settings.threads(), cancellation);
        try (var items = cases.open()) {
            long index = 0;
            var each = items.iterator();
            while (!cancellation.isRequested() && each.hasNext()) {
                CaseItem item = each.next();
                for (int trial = 1; trial <= trials && !cancellation.isRequested(); trial++) {
                    Optional<SimulationStart> start = plan.start(index, item.inPlace(index), trial);
                    if (start.isPresent()) {
                        conversations.begin(
                                () -> one(start.get(), item, deadline, agentCall, ledger, listener, cancellation));
                    }
                }
                index++;
            }
        } finally {
            conversations.await();
            agent.release();
        }
        conversations.throwFirstFailure();
    }

    private void one(
            SimulationStart start,
            CaseItem item,
            Deadline deadline,
            AgentCall agent,
            Ledger ledger,
            SimulationListener listener,
            Cancellation cancellation) {
        if (item instanceof CaseItem.Invalid invalid) {
            end(start, new StopReason.UserFailed("no test case: " + invalid.text()), listener);
        } else if (deadline.isOver()) {
            end(start, new StopReason.Timeout("the run's budget of time was spent before it began"), listener);
        } else {
            new ConversationRunner(settings, agent, start, ledger, deadline, listener, cancellation).run(start);
        }
    }

    private void end(SimulationStart start, StopReason reason, SimulationListener listener) {
        var now = settings.clock().instant();
        listener.on(new SimulationEvent.SessionStarted(start.key(), now));
        var simulation = new Simulation(
                start.key(), start.conversation(), reason, start.goalVerdicts(), now, Duration.ZERO, start.spend());
        listener.on(new SimulationEvent.SessionEnded(start.key(), simulation));
    }

    /** A ledger for a run with this simulator's budget. */
    public Ledger newLedger() {
        return Ledger.ofRun(runBudget);
    }

    public TestCases testCases() {
        return testCases;
    }

    public int trials() {
        return trials;
    }

    public int maxTurns() {
        return settings.maxTurns();
    }

    public long seed() {
        return settings.seed();
    }

    /** Who plays the simulated user. */
    public String userName() {
        return settings.simulatedUser().name();
    }

    /** The models of the run, to be shared with judges and agents. */
    public ModelClients models() {
        return models;
    }

    /** The model that plays the simulated user, if it is one. */
    public Optional<ModelClient> userModel() {
        return Optional.ofNullable(userModel);
    }

    public Budget runBudget() {
        return runBudget;
    }

    public Budget sessionBudget() {
        return settings.sessionBudget();
    }
}
