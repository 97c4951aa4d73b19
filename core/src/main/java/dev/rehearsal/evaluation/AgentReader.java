package dev.rehearsal.evaluation;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.simulation.AgentLimits;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads who the agent is, and how often it is asked: {@code agent_concurrency}, or {@code concurrency} where the agent is described.
 */
record AgentReader(ConfigValues values, RunConfig base) {
    private static final String CONCURRENCY = "concurrency";
    private static final String REQUESTS_PER_MINUTE = "requests_per_minute";

    /** @param spec null where the agent is an object of the program */
    record Found(@Nullable AgentSpec spec, AgentLimits limits) {}

    static Found read(ConfigValues values, RunConfig base) {
        return new AgentReader(values, base).read();
    }

    private Found read() {
        AgentLimits limits = base.agentLimits();
        Integer concurrency = atLeastOne(values, "agent_" + CONCURRENCY, limits.concurrency());
        Integer perMinute = atLeastOne(values, "agent_" + REQUESTS_PER_MINUTE, limits.requestsPerMinute());
        return switch (values.raw("agent")) {
            case null -> new Found(base.agent(), new AgentLimits(concurrency, perMinute));
            case String target -> new Found(AgentSpec.of(target), new AgentLimits(concurrency, perMinute));
            case Object other -> {
                ConfigValues agent = values.inner("agent");
                var own = new AgentLimits(
                        limit(agent, CONCURRENCY, concurrency), limit(agent, REQUESTS_PER_MINUTE, perMinute));
                yield new Found(spec(agent), own);
            }
        };
    }

    private @Nullable AgentSpec spec(ConfigValues agent) {
        String target = agent.text("target", null);
        if (target == null) {
            agent.fault("target", "is missing: a model (<provider>:/<model>) or the URL of a chat endpoint");
            target = "";
        }
        var headers = new LinkedHashMap<String, String>();
        ConfigValues named = agent.inner("headers");
        named.names().forEach(name -> headers.put(name, named.textOr(name, "")));
        String systemPrompt = agent.textOr("system_prompt", "");
        ModelParameters parameters = RunConfigReader.parameters(agent.inner("parameters"), ModelParameters.DEFAULT);
        try {
            return new AgentSpec(target, systemPrompt, parameters, headers, agent.rest());
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> values.fault(fault.place(), fault.message()));
            return base.agent();
        }
    }

    private @Nullable Integer limit(ConfigValues agent, String name, @Nullable Integer otherwise) {
        if (agent.has(name) && values.has("agent_" + name)) {
            agent.fault(name, "is said twice: here and as 'agent_" + name + "'");
        }
        return atLeastOne(agent, name, otherwise);
    }

    private static @Nullable Integer atLeastOne(ConfigValues values, String name, @Nullable Integer otherwise) {
        Integer value = values.count(name, otherwise);
        if (value != null && value < 1) {
            values.fault(name, "is at least 1, found " + value);
            return otherwise;
        }
        return value;
    }
}
