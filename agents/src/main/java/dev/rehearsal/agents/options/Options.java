package dev.rehearsal.agents.options;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.simulation.Agent.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads an agent's options by name; every fault is collected, so that all are refused at once. */
public final class Options {
    private final AgentSpec spec;
    private final String kind;
    private final Attributes values;
    private final List<Fault> faults = new ArrayList<>();

    /** @param kind what the agent is, for messages: "an agent over HTTP" */
    public Options(AgentSpec spec, String kind) {
        this.spec = spec;
        this.kind = kind;
        this.values = spec.options();
    }

    /** Refuses every option that is none of these and no hook. */
    public Options only(List<String> own) {
        var known = new ArrayList<>(own);
        known.add("before");
        known.add("after");
        for (String name : values.names()) {
            if (!known.contains(name)) {
                fault(name, "is not an option of " + kind + Names.suggestion(name, known));
            }
        }
        return this;
    }

    /** Refuses a system prompt and parameters, which only a model has. */
    public Options noModel() {
        if (!spec.systemPrompt().isBlank()) {
            fault("system_prompt", "is for agents that are a model; " + kind + " has its own");
        }
        if (!spec.parameters().equals(dev.rehearsal.model.ModelParameters.DEFAULT)) {
            fault("parameters", "are for agents that are a model; put them into what is sent");
        }
        return this;
    }

    public Optional<String> text(String name) {
        return switch (value(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            case Number number -> Optional.of(number.toString());
            case Object other -> {
                fault(name, "must be text, found " + other);
                yield Optional.empty();
            }
        };
    }

    public boolean flag(String name, boolean otherwise) {
        return switch (value(name)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            case Object other -> {
                fault(name, "must be true or false, found " + other);
                yield otherwise;
            }
        };
    }

    /** One of several words; the first where nothing is said. */
    public String choice(String name, List<String> words) {
        String word = text(name).orElse(words.getFirst());
        if (!words.contains(word)) {
            fault(name, "is one of " + String.join(", ", words) + ", found '" + word + "'");
            return words.getFirst();
        }
        return word;
    }

    public History history() {
        return History.valueOf(choice("history", List.of("full", "last")).toUpperCase(Locale.ROOT));
    }

    public @Nullable Object value(String name) {
        return values.get(name).orElse(null);
    }

    /** The spec's headers, with the values of variables and files. */
    public Map<String, String> headers(Variables variables) {
        var headers = new LinkedHashMap<String, String>();
        spec.headers()
                .forEach((name, value) ->
                        attempt(() -> headers.put(name, variables.fill("agent.headers." + name, value))));
        text("api_key")
                .ifPresent(key ->
                        attempt(() -> headers.put("Authorization", "Bearer " + variables.fill("agent.api_key", key))));
        return headers;
    }

    /** Runs what may refuse its input, and keeps what it refuses. */
    public <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.ofNullable(reading.get());
        } catch (InvalidInputException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
    }

    public void fault(String name, String message) {
        faults.add(new Fault("agent." + name, message));
    }

    /** @throws InvalidInputException if there was any fault */
    public void refuse() {
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }
}
