package dev.rehearsal.models.local;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.model.ModelSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The models on this machine: GGUF files in the user's cache, {@code ~/.cache/rehearsal/models} or
 * {@code $XDG_CACHE_HOME/rehearsal/models}.
 */
public final class LocalModels {
    private final Path folder;
    private final ModelSettings settings;

    private LocalModels(Path folder, ModelSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** Those in the cache of the user whose environment it is. */
    public static LocalModels of(ModelSettings settings) {
        return new LocalModels(folder(settings.environment()), settings);
    }

    private static Path folder(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("rehearsal").resolve("models");
    }

    /** Where the files are kept. */
    public Path folder() {
        return folder;
    }

    /**
     * A model that is known, or a file that is there.
     *
     * @param name as in {@code local:/<name>}
     * @param file where it is, or would be
     * @param present whether it is there
     * @param purpose what it is good for; empty where that is not known
     * @param size in bytes
     */
    public record Listed(String name, Path file, boolean present, String purpose, long size) {}

    /** Every known model, then the other files in the cache by name. */
    public List<Listed> list() {
        List<Listed> listed = new ArrayList<>();
        for (KnownModel known : KnownModel.all()) {
            Path file = folder.resolve(known.file());
            listed.add(new Listed(known.name(), file, Files.isRegularFile(file), known.purpose(), known.size()));
        }
        for (Path file : files()) {
            if (listed.stream().noneMatch(each -> each.file().equals(file))) {
                listed.add(new Listed(nameOf(file), file, true, "", sizeOf(file)));
            }
        }
        return List.copyOf(listed);
    }

    /**
     * The file of a model: a known one, a GGUF file in the cache by its name without {@code .gguf}, or any by its absolute path.
     *
     * @throws InvalidInputException if it is not there; the message says how to get it
     */
    Path file(String name) {
        if (name.startsWith("/") || name.endsWith(".gguf")) {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file)) {
                throw new InvalidInputException("local:/" + name, "no such file: " + file);
            }
            return file.toAbsolutePath();
        }
        Path file = folder.resolve(fileName(name));
        if (Files.isRegularFile(file)) {
            return file;
        }
        if (KnownModel.of(name).isPresent()) {
            throw new InvalidInputException(
                    "local:/" + name, "the model is not on this machine yet; get it: rehearse models pull " + name);
        }
        List<String> names = list().stream().map(Listed::name).toList();
        throw new InvalidInputException(
                "local:/" + name,
                "no local model '" + name + "' (known: " + String.join(", ", names) + "; any GGUF file comes in by "
                        + "rehearse models pull NAME --from FILE)" + Names.suggestion(name, names));
    }

    /** @see #pull(String, ModelPull.Progress) */
    public Path pull(String name, Path from, ModelPull.Progress progress) {
        return new ModelPull(settings, progress).copy(name, from, target(name));
    }

    /**
     * Downloads a known model, goes on with what an earlier attempt left, and keeps it only if its SHA-256 is the pinned one. Nothing is
     * done if it is there already.
     *
     * @throws InvalidInputException if the model is not known, or its host is not allowed
     * @throws UncheckedIOException if it cannot be had; the message says why
     */
    public Path pull(String name, ModelPull.Progress progress) {
        KnownModel known = KnownModel.of(name).orElseThrow(() -> unknown(name));
        return new ModelPull(settings, progress).download(known, target(name));
    }

    private Path target(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new InvalidInputException(
                    name, "a local model's name has letters, digits, dots, dashes and underscores");
        }
        return folder.resolve(fileName(name));
    }

    private static InvalidInputException unknown(String name) {
        List<String> names = KnownModel.all().stream().map(KnownModel::name).toList();
        return new InvalidInputException(
                name,
                "no model '" + name + "' to pull (known: " + String.join(", ", names)
                        + "; any other GGUF file: --from FILE)" + Names.suggestion(name, names));
    }

    private static String fileName(String name) {
        return KnownModel.of(name).map(KnownModel::file).orElse(name + ".gguf");
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ".gguf".length());
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".gguf"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
