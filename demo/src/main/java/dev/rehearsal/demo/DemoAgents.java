package dev.rehearsal.demo;

import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.simulation.Agent;

/**
 * Opens the sample agent by description: {@code demo:/order-desk}, on rules, or on a model where the option {@code model} names one; and
 * {@code demo:/forgetful-desk}.
 */
public final class DemoAgents implements AgentProvider {
    /** The order desk, as an agent is named in files and flags. */
    public static final String ORDER_DESK = "demo:/order-desk";

    static final String FORGETFUL_DESK = "demo:/forgetful-desk";

    @Override
    public boolean opens(AgentSpec spec) {
        return spec.target().startsWith("demo:/");
    }

    @Override
    public Agent open(AgentSpec spec, ModelClients models) {
        return switch (spec.target()) {
            case ORDER_DESK ->
                spec.options()
                        .text("model")
                        .map(uri -> OrderDesk.with(models.of(uri)))
                        .orElseGet(OrderDesk::offline);
            case FORGETFUL_DESK -> OrderDesk.forgetful();
            default ->
                throw new InvalidInputException(
                        "agent",
                        "there is no '" + spec.target() + "' (there are: " + ORDER_DESK + ", " + FORGETFUL_DESK + ")");
        };
    }
}
