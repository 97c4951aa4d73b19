package dev.rehearsal.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link KillableProcess} runs. Not thread-safe. */
public final class KillableProcessBuilder {
    private Path javaHome = Path.of(System.getProperty("java.home"));
    private String classPath = System.getProperty("java.class.path");
    private final List<String> javaOptions = new ArrayList<>();
    private final @Nullable String mainClass;
    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable Path directory;

    private KillableProcessBuilder(@Nullable String mainClass, List<String> command) {
        this.mainClass = mainClass;
        this.command = command;
    }

    static KillableProcessBuilder java(String mainClass, List<String> arguments) {
        return new KillableProcessBuilder(mainClass, arguments);
    }

    static KillableProcessBuilder command(List<String> command) {
        return new KillableProcessBuilder(null, command);
    }

    /** Another Java than this one. */
    public KillableProcessBuilder javaHome(Path home) {
        this.javaHome = home;
        return this;
    }

    /** Another class path than this one's. */
    public KillableProcessBuilder classPath(String classPath) {
        this.classPath = classPath;
        return this;
    }

    /** Options for the Java virtual machine, such as {@code -Xmx64m}. */
    public KillableProcessBuilder javaOptions(String... options) {
        javaOptions.addAll(List.of(options));
        return this;
    }

    /** A variable of its environment, beside those that it inherits. */
    public KillableProcessBuilder environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Its working directory; this one's by default. */
    public KillableProcessBuilder directory(Path directory) {
        this.directory = directory;
        return this;
    }

    public KillableProcess start() {
        List<String> all = new ArrayList<>(Signals.restoringInterrupt());
        if (mainClass != null) {
            all.add(javaHome.resolve("bin").resolve("java").toString());
            all.addAll(javaOptions);
            all.addAll(List.of("-cp", classPath, mainClass));
        }
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all);
        builder.environment().putAll(environment);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        try {
            return new KillableProcess(builder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + all, e);
        }
    }
}
