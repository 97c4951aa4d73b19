package dev.rehearsal.simulation;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * How often an agent is asked. Who waits for its turn has not asked yet: that time is neither part of the answer's latency nor of the
 * agent's timeout.
 *
 * @param concurrency the most calls in flight; null for as many as there are conversations
 * @param requestsPerMinute spread evenly over the minute; null for no bound
 */
public record AgentLimits(
        @Nullable Integer concurrency, @Nullable Integer requestsPerMinute) {
    /** As often as conversations want it to. */
    public static final AgentLimits NONE = new AgentLimits(null, null);

    /** @throws InvalidInputException if a bound is less than 1 */
    public AgentLimits {
        var faults = new ArrayList<Fault>();
        atLeastOne("agent_concurrency", concurrency, faults);
        atLeastOne("agent_requests_per_minute", requestsPerMinute, faults);
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    public AgentLimits withConcurrency(@Nullable Integer concurrency) {
        return new AgentLimits(concurrency, requestsPerMinute);
    }

    public AgentLimits withRequestsPerMinute(@Nullable Integer requestsPerMinute) {
        return new AgentLimits(concurrency, requestsPerMinute);
    }

    private static void atLeastOne(String name, @Nullable Integer value, ArrayList<Fault> faults) {
        if (value != null && value < 1) {
            faults.add(new Fault(name, "is at least 1, found " + value));
        }
    }
}
