package dev.rehearsal.agents.java;

import dev.rehearsal.agents.hooks.Hooks;
import dev.rehearsal.agents.options.Options;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.simulation.Agent;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;

/**
 * Opens agents that are a class on the class path, {@code java:com.acme.SupportAgent}: a public class that implements {@link Agent} and has
 * a public constructor without parameters. It is made once for a run.
 */
public final class JavaAgents implements AgentProvider {
    private static final String SCHEME = "java:";

    @Override
    public boolean opens(AgentSpec spec) {
        return spec.target().startsWith(SCHEME);
    }

    @Override
    public Agent open(AgentSpec spec, ModelClients models) {
        var options =
                new Options(spec, "an agent that is a class").only(List.of()).noModel();
        var hooks = Hooks.read(options, "", Map.of(), models.settings());
        String name = spec.target().substring(SCHEME.length());
        Agent agent = options.attempt(() -> made(name)).orElse(null);
        options.refuse();
        if (agent == null) {
            throw new IllegalStateException("an agent without faults was not made");
        }
        return hooks.around(agent);
    }

    private static Agent made(String name) {
        try {
            Class<?> type = Class.forName(name, true, loader());
            if (!Agent.class.isAssignableFrom(type)) {
                throw refused(name, "does not implement " + Agent.class.getName());
            }
            Constructor<?> constructor = type.getConstructor();
            return (Agent) constructor.newInstance();
        } catch (ClassNotFoundException e) {
            throw refused(
                    name, "is not on the class path; the command line looks into the jars of REHEARSAL_CLASSPATH, too");
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw refused(name, "cannot be made: it is a public class with a public constructor without parameters");
        } catch (InvocationTargetException e) {
            throw refused(name, "cannot be made: its constructor threw " + e.getCause());
        } catch (LinkageError e) {
            throw refused(name, "cannot be loaded: " + e);
        }
    }

    private static ClassLoader loader() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? JavaAgents.class.getClassLoader() : ofThread;
    }

    private static InvalidInputException refused(String name, String why) {
        return new InvalidInputException("agent", "the class '" + name + "' " + why);
    }
}
