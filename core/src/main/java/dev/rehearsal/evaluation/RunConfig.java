package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.simulation.AgentLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that describes a run but its test cases: what files and flags can set, and what is kept with the run so that it can be resumed.
 * It holds no secrets.
 *
 * @param agent null where the agent is an object of the program
 * @param agentVersion empty where it is not known
 * @param userModel null to use the environment's
 * @param judgeModel null to use the user model
 * @param goalCheckModel null to use the user model
 * @param judgeRepeats how often each verdict is asked for
 * @param seed null for a random one
 * @param conversations the most conversations under way; null for as many as calls to a model
 * @param keepUserTurns a run whose users' turns are said again; null where users are simulated
 * @param baseline a run that this one must not be worse than; null for none
 * @param allowFailures how many cases may end in a failure where there is no gate
 * @param allowedProviders the only providers and hosts that anything is sent to; empty for all
 * @param prices the path of a table of prices; null for the bundled one
 * @param record the path of a file that keeps what models reply, for {@code recorded:/} to replay; null for none
 */
public record RunConfig(
        String experiment,
        @Nullable AgentSpec agent,
        String agentVersion,
        @Nullable String userModel,
        @Nullable String judgeModel,
        @Nullable String goalCheckModel,
        ModelParameters userParameters,
        ModelParameters judgeParameters,
        int judgeRepeats,
        int maxTurns,
        int trials,
        @Nullable Long seed,
        @Nullable String keepUserTurns,
        ModelLimits limits,
        @Nullable Integer conversations,
        boolean spareMessages,
        Duration agentTimeout,
        AgentLimits agentLimits,
        Budget budget,
        Budget sessionBudget,
        List<ScorerSpec> scorers,
        List<Bound> gate,
        @Nullable Baseline baseline,
        int allowFailures,
        List<String> allowedProviders,
        @Nullable String prices,
        @Nullable String record) {
    /** Every value that a file or a flag can set, named as in files. */
    public static final List<String> KEYS = List.of(
            "experiment",
            "agent",
            "agent_version",
            "user_model",
            "judge_model",
            "goal_check_model",
            "user_parameters",
            "judge_parameters",
            "judge_repeats",
            "max_turns",
            "trials",
            "seed",
            "keep_user_turns",
            "concurrency",
            "requests_per_minute",
            "tokens_per_minute",
            "call_timeout",
            "max_attempts",
            "max_call_duration",
            "conversations",
            "spare_messages",
            "agent_timeout",
            "agent_concurrency",
            "agent_requests_per_minute",
            "budget",
            "session_budget",
            "scorers",
            "gate",
            "baseline",
            "allow_failures",
            "allowed_providers",
            "prices",
            "record");

    /** A run that says nothing: the defaults. */
    public static final RunConfig DEFAULT = new RunConfig(
            "default",
            null,
            "",
            null,
            null,
            null,
            ModelParameters.DEFAULT,
            ModelParameters.DEFAULT.withTemperature(0.0),
            1,
            10,
            1,
            null,
            null,
            ModelLimits.DEFAULT,
            null,
            true,
            Duration.ofSeconds(300),
            AgentLimits.NONE,
            Budget.NONE,
            Budget.NONE,
            List.of(),
            List.of(),
            null,
            0,
            List.of(),
            null,
            null);

    public RunConfig {
        scorers = List.copyOf(scorers);
        gate = List.copyOf(gate);
        allowedProviders = List.copyOf(allowedProviders);
        var faults = new ArrayList<dev.rehearsal.input.Fault>();
        positive(faults, "judge_repeats", judgeRepeats);
        positive(faults, "max_turns", maxTurns);
        positive(faults, "trials", trials);
        if (conversations != null) {
            positive(faults, "conversations", conversations);
        }
        if (allowFailures < 0) {
            faults.add(new dev.rehearsal.input.Fault("allow_failures", "cannot be negative, found " + allowFailures));
        }
        if (!agentTimeout.isPositive()) {
            faults.add(new dev.rehearsal.input.Fault(
                    "agent_timeout", "must be longer than nothing, found " + agentTimeout));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    /**
     * Reads the values that a file or a stored run gives by name; what is missing has its default.
     *
     * @throws InvalidInputException with every fault; a fault's place is the path of the key, for example {@code budget.usd}
     */
    public static RunConfig from(Attributes values) {
        return RunConfigReader.read(DEFAULT, values);
    }

    /** A copy with those values, read as by {@link #from}, in place of this one's. */
    public RunConfig with(Attributes values) {
        return RunConfigReader.read(this, values);
    }

    /** The values by name; {@link #from} gives the same configuration back. */
    public Attributes toAttributes() {
        return RunConfigWriter.write(this);
    }

    private static void positive(List<dev.rehearsal.input.Fault> faults, String name, int value) {
        if (value < 1) {
            faults.add(new dev.rehearsal.input.Fault(name, "is at least 1, found " + value));
        }
    }
}
