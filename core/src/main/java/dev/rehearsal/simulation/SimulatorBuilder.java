package dev.rehearsal.simulation;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelRecorder;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.model.Prices;
import dev.rehearsal.testing.RecordingModel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a {@link ConversationSimulator} together. Only the test cases and who plays the user are required. */
public final class SimulatorBuilder {
    private static final ModelParameters JUDGING = ModelParameters.DEFAULT.withTemperature(0.0);

    private @Nullable TestCases testCases;
    private int maxTurns = 10;
    private int trials = 1;
    private @Nullable String userModelUri;
    private @Nullable Model userModel;
    private @Nullable String goalCheckModelUri;
    private @Nullable Model goalCheckModel;
    private @Nullable SimulatedUser simulatedUser;
    private @Nullable GoalCheck goalCheck;
    private ModelParameters userParameters = ModelParameters.DEFAULT;
    private ModelLimits limits = ModelLimits.DEFAULT;
    private ModelSettings modelSettings = ModelSettings.fromEnvironment();
    private Supplier<Prices> prices = Prices::bundled;
    private ModelRecorder recorder = ModelRecorder.NONE;
    private @Nullable Integer conversations;
    private boolean spareMessages = true;
    private Budget runBudget = Budget.NONE;
    private Budget sessionBudget = Budget.NONE;
    private Duration agentTimeout = Duration.ofSeconds(300);
    private AgentLimits agentLimits = AgentLimits.NONE;
    private @Nullable Long seed;
    private final ThreadFactory threads =
            Thread.ofVirtual().name("conversation-", 0).factory();
    private ThreadFactory agentThreads = Thread.ofVirtual().name("agent-", 0).factory();
    private Clock clock = Clock.systemUTC();

    SimulatorBuilder() {}

    public SimulatorBuilder testCases(TestCase... testCases) {
        return testCases(TestCases.of(testCases));
    }

    public SimulatorBuilder testCases(List<TestCase> testCases) {
        return testCases(TestCases.of(testCases));
    }

    public SimulatorBuilder testCases(TestCases testCases) {
        this.testCases = testCases;
        return this;
    }

    /** The most turns of a conversation; 10 unless said otherwise. */
    public SimulatorBuilder maxTurns(int maxTurns) {
        this.maxTurns = maxTurns;
        return this;
    }

    /** How often each case is simulated; once unless said otherwise. */
    public SimulatorBuilder trials(int trials) {
        this.trials = trials;
        return this;
    }

    /** The model that plays the simulated user, by URI: {@code anthropic:/claude-sonnet-4-20250514}. */
    public SimulatorBuilder userModel(@Nullable String uri) {
        this.userModelUri = uri;
        return this;
    }

    /** The model that plays the simulated user. */
    public SimulatorBuilder userModel(Model model) {
        this.userModel = model;
        return this;
    }

    /** How freely the simulated user's model writes. */
    public SimulatorBuilder temperature(double temperature) {
        return userParameters(userParameters.withTemperature(temperature));
    }

    /** How the simulated user's model samples. */
    public SimulatorBuilder userParameters(ModelParameters parameters) {
        this.userParameters = parameters;
        return this;
    }

    /** Another simulated user than a model. */
    public SimulatorBuilder simulatedUser(SimulatedUser simulatedUser) {
        this.simulatedUser = simulatedUser;
        return this;
    }

    /** Another goal check than a model's. */
    public SimulatorBuilder goalCheck(GoalCheck goalCheck) {
        this.goalCheck = goalCheck;
        return this;
    }

    /** The model that checks the goal, by URI; the user's unless said otherwise. */
    public SimulatorBuilder goalCheckModel(@Nullable String uri) {
        this.goalCheckModelUri = uri;
        return this;
    }

    /** The model that checks the goal; the user's unless said otherwise. */
    public SimulatorBuilder goalCheckModel(Model model) {
        this.goalCheckModel = model;
        return this;
    }

    /** The most calls in flight to each model; 64 unless said otherwise. */
    public SimulatorBuilder concurrency(int concurrency) {
        return limits(limits.withConcurrency(concurrency));
    }

    /** What calls to each model may take. */
    public SimulatorBuilder limits(ModelLimits limits) {
        this.limits = limits;
        return this;
    }

    /** The most conversations under way; as many as calls to a model unless said otherwise. */
    public SimulatorBuilder conversations(int conversations) {
        this.conversations = conversations;
        return this;
    }

    /** How to reach models. */
    public SimulatorBuilder modelSettings(ModelSettings modelSettings) {
        this.modelSettings = modelSettings;
        return this;
    }

    /** What models cost. */
    public SimulatorBuilder prices(Prices prices) {
        this.prices = () -> prices;
        return this;
    }

    /** Keeps what all models of the run reply in that file, for {@code recorded:/FILE} to replay; what is there already is not asked again. */
    public SimulatorBuilder record(Path file) {
        this.recorder = RecordingModel.all(file);
        return this;
    }

    /**
     * Whether the next user message is written while the goal check judges (the default). It makes a turn one model latency shorter; what
     * was written when the goal turns out to be achieved is thrown away and counted as discarded.
     */
    public SimulatorBuilder spareMessages(boolean spareMessages) {
        this.spareMessages = spareMessages;
        return this;
    }

    /** What the whole run may use. */
    public SimulatorBuilder runBudget(Budget budget) {
        this.runBudget = budget;
        return this;
    }

    /** What each session may use. */
    public SimulatorBuilder sessionBudget(Budget budget) {
        this.sessionBudget = budget;
        return this;
    }

    /** How long the agent may take for an answer; 300 seconds unless said otherwise. */
    public SimulatorBuilder agentTimeout(Duration timeout) {
        this.agentTimeout = timeout;
        return this;
    }

    /** How often the agent is asked; as often as conversations want to unless said otherwise. */
    public SimulatorBuilder agentLimits(AgentLimits limits) {
        this.agentLimits = limits;
        return this;
    }

    /** What choices and ids follow from; random unless said. */
    public SimulatorBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** The threads that agents are called on; virtual ones unless said otherwise. */
    public SimulatorBuilder agentThreads(ThreadFactory threads) {
        this.agentThreads = threads;
        return this;
    }

    /** What time it is. */
    public SimulatorBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** @throws InvalidInputException if something required is missing or cannot be */
    public ConversationSimulator build() {
        if (testCases == null) {
            throw new InvalidInputException("test_cases", "there are none; give at least one test case with a 'goal'");
        }
        checkNumbers();
        long chosenSeed = seed == null ? new SecureRandom().nextLong() : seed;
        var models = new ModelClients(modelSettings.withSeed(chosenSeed), limits, prices, recorder);
        SimulatedUser user = simulatedUser;
        GoalCheck check = goalCheck;
        ModelClient client = null;
        if (user == null) {
            Model given = userModel;
            String uri = given != null ? given.name() : UserModels.choose(userModelUri, modelSettings, testCases);
            UserProvider rules = given != null
                    ? null
                    : UserProvider.find(ModelUri.parse(uri)).orElse(null);
            if (rules != null) {
                user = rules.user(ModelUri.parse(uri));
                if (check == null && goalCheckModel == null && goalCheckModelUri == null) {
                    check = rules.goalCheck(ModelUri.parse(uri));
                }
            } else {
                client = given != null ? models.of(given) : models.of(uri);
                user = SimulatedUser.of(client, userParameters);
            }
        }
        if (check == null) {
            check = new ModelGoalCheck(goalCheckClient(models, client));
        }
        for (ModelClient each : models.all()) {
            each.checkPriceFor(runBudget);
            each.checkPriceFor(sessionBudget);
        }
        var settings = new SimulationSettings(
                user,
                check,
                client == null || !client.canJudge() ? null : new ScriptJudge(client, JUDGING),
                maxTurns,
                spareMessages,
                sessionBudget,
                agentTimeout,
                agentLimits,
                chosenSeed,
                models.secrets(),
                threads,
                clock);
        int inFlight = conversations == null ? limits.concurrency() : conversations;
        return new ConversationSimulator(
                testCases, trials, inFlight, runBudget, settings, agentThreads, models, client);
    }

    private void checkNumbers() {
        var faults = new ArrayList<Fault>();
        atLeastOne("max_turns", maxTurns, faults);
        atLeastOne("trials", trials, faults);
        atLeastOne("conversations", conversations == null ? 1 : conversations, faults);
        if (!agentTimeout.isPositive()) {
            faults.add(new Fault("agent_timeout", "must be longer than nothing, found " + agentTimeout));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    private static void atLeastOne(String name, int value, List<Fault> faults) {
        if (value < 1) {
            faults.add(new Fault(name, "is at least 1, found " + value));
        }
    }

    private ModelClient goalCheckClient(ModelClients models, @Nullable ModelClient user) {
        if (goalCheckModel != null) {
            return models.of(goalCheckModel);
        }
        if (goalCheckModelUri != null) {
            return models.of(goalCheckModelUri);
        }
        if (user == null) {
            throw new InvalidInputException(
                    "goal_check_model",
                    "a simulated user of your own needs a goal check too: a model (goalCheckModel), code (goalCheck), or GoalCheck.never()");
        }
        return user;
    }
}
