package dev.rehearsal.junit;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is said from outside of the code: {@code rehearsal.NAME} among system properties and JUnit's configuration parameters, and
 * {@code REHEARSAL_NAME} in the environment, which counts only where nothing else says anything.
 */
final class Overrides {
    /** What is no value of a configuration. */
    static final List<String> OWN = List.of("store", "filter", "report", "url");

    private static final String PREFIX = "rehearsal.";

    private final Map<String, String> given = new TreeMap<>();
    private final Map<String, String> environment;

    /** What JUnit knows by name. */
    @FunctionalInterface
    interface Parameters {
        Optional<String> get(String name);
    }

    /** @throws InvalidInputException if a property is named almost like one that is known */
    Overrides(Parameters parameters, Properties system, Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        var faults = new ArrayList<Fault>();
        List<String> known = known();
        for (String property : system.stringPropertyNames()) {
            if (property.startsWith(PREFIX)) {
                String name = property.substring(PREFIX.length());
                String first = name.replaceFirst("\\..*", "");
                if (known.contains(first)) {
                    given.put(name, system.getProperty(property));
                } else if (Names.nearest(first, known).isPresent()) {
                    faults.add(new Fault("-D" + property, "is not known" + Names.suggestion(first, known)));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        for (String name : known) {
            parameters.get(PREFIX + name).ifPresent(value -> given.putIfAbsent(name, value));
        }
    }

    private static List<String> known() {
        var known = new ArrayList<>(RunConfig.KEYS);
        known.addAll(OWN);
        return known;
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(given.getOrDefault(name, environment.get(variable(name))))
                .filter(value -> !value.isBlank());
    }

    private static String variable(String name) {
        return "REHEARSAL_" + name.toUpperCase(Locale.ROOT);
    }

    /** A configuration's values that the environment gives, for where nothing else does. */
    Map<String, @Nullable Object> fallback() {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (String name : RunConfig.KEYS) {
            String value = environment.get(variable(name));
            if (value != null && !value.isBlank() && !name.equals("record")) {
                put(values, name, value);
            }
        }
        return values;
    }

    /** The configuration with what was given in place of its own. */
    RunConfig over(RunConfig config) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        given.forEach((name, value) -> {
            if (!OWN.contains(name) && !name.equals("record")) {
                put(values, name, value);
            }
        });
        return with(config, values, "-D" + PREFIX);
    }

    static RunConfig with(RunConfig config, Map<String, @Nullable Object> values, String place) {
        try {
            return config.with(Attributes.from(values));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(e.faults().stream()
                    .map(fault -> new Fault(place + fault.place(), fault.message()))
                    .toList());
        }
    }

    /** Puts a text that was written for a value where a dotted name says; lists have commas. */
    @SuppressWarnings("unchecked") // the maps on the way are those that were put there
    static void put(Map<String, @Nullable Object> values, String name, String text) {
        Map<String, @Nullable Object> into = values;
        String[] path = name.split("\\.");
        for (int i = 0; i < path.length - 1; i++) {
            into = (Map<String, @Nullable Object>)
                    into.computeIfAbsent(path[i], part -> new LinkedHashMap<String, @Nullable Object>());
        }
        boolean list = name.equals("scorers") || name.equals("allowed_providers");
        into.put(path[path.length - 1], list ? List.of(text.strip().split("\\s*,\\s*")) : value(text.strip()));
    }

    private static @Nullable Object value(String text) {
        try {
            return Attributes.parse("{\"value\":" + text + "}").get("value").orElse(null);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
