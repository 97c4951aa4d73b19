package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.scoring.ScorerSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a run's configuration as values by name; what is not set is left out. */
final class RunConfigWriter {
    private RunConfigWriter() {}

    static Attributes write(RunConfig config) {
        var values = new LinkedHashMap<String, Object>();
        values.put("experiment", config.experiment());
        AgentSpec agent = config.agent();
        if (agent != null) {
            values.put("agent", agent(agent));
        }
        if (!config.agentVersion().isEmpty()) {
            values.put("agent_version", config.agentVersion());
        }
        put(values, "user_model", config.userModel());
        put(values, "judge_model", config.judgeModel());
        put(values, "goal_check_model", config.goalCheckModel());
        putMap(values, "user_parameters", parameters(config.userParameters()));
        values.put("judge_parameters", judgeParameters(config.judgeParameters()));
        values.put("judge_repeats", config.judgeRepeats());
        values.put("max_turns", config.maxTurns());
        values.put("trials", config.trials());
        put(values, "seed", config.seed());
        put(values, "keep_user_turns", config.keepUserTurns());
        limits(values, config.limits());
        put(values, "conversations", config.conversations());
        values.put("spare_messages", config.spareMessages());
        values.put("agent_timeout", text(config.agentTimeout()));
        put(values, "agent_concurrency", config.agentLimits().concurrency());
        put(values, "agent_requests_per_minute", config.agentLimits().requestsPerMinute());
        putMap(values, "budget", budget(config.budget()));
        putMap(values, "session_budget", budget(config.sessionBudget()));
        values.put("scorers", config.scorers().stream().map(ScorerSpec::value).toList());
        var gate = new LinkedHashMap<String, Object>();
        config.gate().forEach(bound -> gate.put(bound.metric(), bound.atLeast()));
        putMap(values, "gate", gate);
        Baseline baseline = config.baseline();
        if (baseline != null) {
            var named = new LinkedHashMap<String, Object>();
            named.put("run", baseline.run());
            put(named, "max_drop", baseline.maxDrop());
            values.put("baseline", named);
        }
        values.put("allow_failures", config.allowFailures());
        if (!config.allowedProviders().isEmpty()) {
            values.put("allowed_providers", List.copyOf(config.allowedProviders()));
        }
        put(values, "prices", config.prices());
        put(values, "record", config.record());
        return Attributes.from(values);
    }

    private static Map<String, Object> agent(AgentSpec agent) {
        var values = new LinkedHashMap<String, Object>();
        values.put("target", agent.target());
        if (!agent.systemPrompt().isEmpty()) {
            values.put("system_prompt", agent.systemPrompt());
        }
        putMap(values, "parameters", parameters(agent.parameters()));
        putMap(values, "headers", agent.headers());
        agent.options().asMap().forEach((name, value) -> put(values, name, value));
        return values;
    }

    private static Map<String, Object> parameters(ModelParameters parameters) {
        var values = new LinkedHashMap<String, Object>();
        put(values, "temperature", parameters.temperature());
        put(values, "top_p", parameters.topP());
        put(values, "max_tokens", parameters.maxTokens());
        put(values, "seed", parameters.seed());
        Duration timeout = parameters.timeout();
        put(values, "timeout", timeout == null ? null : text(timeout));
        parameters.more().asMap().forEach((name, value) -> put(values, name, value));
        return values;
    }

    /** Judges have a temperature by default, so that none has to be said. */
    private static Map<String, @Nullable Object> judgeParameters(ModelParameters parameters) {
        var values = new LinkedHashMap<String, @Nullable Object>(parameters(parameters));
        values.putIfAbsent("temperature", null);
        return values;
    }

    private static void limits(Map<String, Object> values, ModelLimits limits) {
        values.put("concurrency", limits.concurrency());
        put(values, "requests_per_minute", limits.requestsPerMinute());
        put(values, "tokens_per_minute", limits.tokensPerMinute());
        values.put("call_timeout", text(limits.timeout()));
        values.put("max_attempts", limits.maxAttempts());
        values.put("max_call_duration", text(limits.maxDuration()));
    }

    private static Map<String, Object> budget(Budget budget) {
        var values = new LinkedHashMap<String, Object>();
        put(values, "tokens", budget.tokens());
        put(values, "usd", budget.usd());
        Duration time = budget.time();
        put(values, "time", time == null ? null : text(time));
        return values;
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static void putMap(Map<String, Object> values, String name, Map<String, ?> inner) {
        if (!inner.isEmpty()) {
            values.put(name, inner);
        }
    }
}
