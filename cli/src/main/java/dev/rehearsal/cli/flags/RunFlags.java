package dev.rehearsal.cli.flags;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.scorers.Scorers;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/** The flags that a command line gave, laid over what a file or an earlier run says. */
public final class RunFlags {
    private final Map<RunFlag, Object> given = new LinkedHashMap<>();

    /** Adds the sections' flags to a command; what the command line gives is found here afterwards. */
    public void addTo(CommandSpec command, Set<Section> sections) {
        for (Section section : Section.values()) {
            if (sections.contains(section)) {
                var group = ArgGroupSpec.builder()
                        .validate(false)
                        .heading(section.heading())
                        .order(section.ordinal());
                RunFlag.ALL.stream()
                        .filter(flag -> flag.section() == section)
                        .forEach(flag -> group.addArg(option(flag)));
                command.addArgGroup(group.build());
            }
        }
    }

    /** Adds those flags to a command. */
    public void addTo(CommandSpec command, List<String> names) {
        RunFlag.ALL.stream()
                .filter(flag -> names.contains(flag.name()))
                .forEach(flag -> command.addOption(option(flag)));
    }

    private OptionSpec option(RunFlag flag) {
        var option = OptionSpec.builder(flag.name())
                .description(flag.help().replace("%", "%%").replace("${", "$${"))
                .getter(getter(flag))
                .setter(setter(flag));
        return switch (flag.kind()) {
            case VALUE, FILE ->
                option.type(String.class).paramLabel(flag.label()).build();
            case LIST, NAMED ->
                option.type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel(flag.label())
                        .build();
            case NO -> option.type(Boolean.class).arity("0").build();
        };
    }

    /** Where repeated flags find what was given so far. */
    private IGetter getter(RunFlag flag) {
        return new IGetter() {
            @Override
            @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the signature is picocli's
            public <T> @Nullable T get() {
                return (T) given.get(flag);
            }
        };
    }

    private ISetter setter(RunFlag flag) {
        return new ISetter() {
            @Override
            @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the signature is picocli's
            public <T> @Nullable T set(@Nullable T value) {
                if (value != null) {
                    given.put(flag, value);
                }
                return value;
            }
        };
    }

    /** Whether the users of an earlier run speak again. */
    public boolean keepsUserTurns() {
        return given.keySet().stream().anyMatch(flag -> flag.key().equals("keep_user_turns"));
    }

    /** Whether any was given. */
    public boolean isEmpty() {
        return given.isEmpty();
    }

    /**
     * The configuration with the flags' values in place of its own.
     *
     * @throws InvalidInputException with every fault; a fault's place is the flag
     */
    public RunConfig over(RunConfig base) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var faults = new ArrayList<Fault>();
        given.forEach((flag, raw) -> {
            try {
                put(values, flag.key(), value(flag, raw));
                checkNames(flag, raw);
            } catch (InvalidInputException e) {
                faults.addAll(e.faults());
            }
        });
        values.computeIfPresent("agent", (key, agent) -> over(base.toAttributes(), (Map<?, ?>) agent));
        try {
            RunConfig config = base.with(Attributes.from(values));
            if (faults.isEmpty()) {
                return config;
            }
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> faults.add(new Fault(place(fault.place()), fault.message())));
        }
        throw new InvalidInputException(faults);
    }

    /** What a run would find wrong later is found with everything else. */
    private static void checkNames(RunFlag flag, Object raw) {
        if (flag.key().equals("scorers")) {
            ((List<?>) raw).forEach(name -> place(flag, () -> Scorers.open(name.toString(), Attributes.EMPTY)));
        } else if (flag.key().endsWith("_model")) {
            place(flag, () -> ModelUri.parse(raw.toString()));
        }
    }

    private static void place(RunFlag flag, Runnable opening) {
        try {
            opening.run();
        } catch (InvalidInputException e) {
            throw new InvalidInputException(e.faults().stream()
                    .map(fault -> new Fault(flag.name(), fault.message()))
                    .toList());
        }
    }

    private static Object value(RunFlag flag, Object raw) {
        return switch (flag.kind()) {
            case VALUE, LIST -> raw;
            case FILE -> text(flag, Path.of(raw.toString()));
            case NAMED -> named(flag, (List<?>) raw);
            case NO -> false;
        };
    }

    private static String text(RunFlag flag, Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(flag.name(), "there is no file " + file);
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(flag.name(), file + " is not UTF-8");
        } catch (IOException e) {
            throw new InvalidInputException(flag.name(), file + " cannot be read: " + e.getMessage());
        }
    }

    private static Map<String, @Nullable Object> named(RunFlag flag, List<?> pairs) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var faults = new ArrayList<Fault>();
        for (Object pair : pairs) {
            String text = pair.toString();
            int cut = text.indexOf('=');
            if (cut < 1) {
                faults.add(new Fault(flag.name(), "expected NAME=VALUE, found '" + text + "'"));
            } else {
                String value = text.substring(cut + 1);
                values.put(text.substring(0, cut).strip(), flag.key().endsWith("headers") ? value : scalar(value));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return values;
    }

    /** A number, yes or no, or another JSON value where it is one; else the text. */
    private static @Nullable Object scalar(String text) {
        try {
            return Attributes.parse("{\"value\":" + text + "}").get("value").orElse(null);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    @SuppressWarnings("unchecked") // the maps on the way are those that were put there
    private static void put(Map<String, @Nullable Object> values, String key, Object value) {
        Map<String, @Nullable Object> into = values;
        String[] path = key.split("\\.");
        for (int i = 0; i < path.length - 1; i++) {
            into = (Map<String, @Nullable Object>)
                    into.computeIfAbsent(path[i], name -> new LinkedHashMap<String, @Nullable Object>());
        }
        String last = path[path.length - 1];
        if (value instanceof Map<?, ?> map && into.get(last) instanceof Map<?, ?> before) {
            map.forEach((name, each) -> ((Map<String, @Nullable Object>) before).put(name.toString(), each));
        } else {
            into.put(last, value);
        }
    }

    /** Another target keeps prompt and parameters; headers and options were meant for the one before. */
    private static Map<String, @Nullable Object> over(Attributes base, Map<?, ?> flags) {
        var agent = new LinkedHashMap<String, @Nullable Object>();
        if (base.get("agent").orElse(null) instanceof Map<?, ?> before) {
            boolean same = !flags.containsKey("target") || flags.get("target").equals(before.get("target"));
            before.forEach((name, value) -> {
                if (same || name.equals("system_prompt") || name.equals("parameters")) {
                    agent.put(name.toString(), value);
                }
            });
        }
        flags.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map && agent.get(name.toString()) instanceof Map<?, ?> before) {
                var merged = new LinkedHashMap<String, @Nullable Object>();
                before.forEach((key, each) -> merged.put(key.toString(), each));
                map.forEach((key, each) -> merged.put(key.toString(), each));
                agent.put(name.toString(), merged);
            } else {
                agent.put(name.toString(), value);
            }
        });
        return agent;
    }

    private static String place(String path) {
        String key = path.replaceFirst("\\[[0-9]+]$", "");
        return RunFlag.ALL.stream()
                .filter(flag -> key.equals(flag.key()))
                .map(RunFlag::name)
                .findFirst()
                .orElseGet(() -> RunFlag.ALL.stream()
                        .filter(flag -> key.startsWith(flag.key() + "."))
                        .map(flag ->
                                flag.name() + " " + key.substring(flag.key().length() + 1))
                        .findFirst()
                        .orElse(key));
    }
}
