package dev.rehearsal.formats.run;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.DatasetReference;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.Node;
import dev.rehearsal.formats.document.Node.Entry;
import dev.rehearsal.formats.document.Node.Mapping;
import dev.rehearsal.formats.document.NodeStream;
import dev.rehearsal.formats.document.UnreadableException;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.store.StoreName;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one run file and collects all that is wrong with it. */
final class RunFileReader {
    /** What a run file may have besides the values of a configuration. */
    static final List<String> OWN_KEYS =
            List.of("test_cases", "store", "mlflow", "system_prompt", "system_prompt_file");

    private final Document document;
    private final Path folder;
    private final Faults faults;

    RunFileReader(Document document, Path folder) {
        this.document = document;
        this.folder = folder;
        this.faults = new Faults(document);
    }

    RunFile read(boolean json) {
        Mapping root = root(json);
        RunFile file = root == null ? null : file(root);
        faults.refuse();
        if (file == null) {
            throw new IllegalStateException("a run file without faults was not read");
        }
        return file;
    }

    private @Nullable Mapping root(boolean json) {
        try (NodeStream nodes = json ? NodeStream.json(document, faults) : NodeStream.yaml(document, faults)) {
            if (nodes.next() != NodeStream.Next.MAPPING) {
                faults.add(
                        nodes.line(),
                        "a run file has keys and values, such as 'agent: openai:/gpt-4o-mini'; a list of test cases is given by itself");
                return null;
            }
            Node root = nodes.read();
            nodes.end();
            return (Mapping) root;
        } catch (UnreadableException e) {
            faults.add(e.fault());
        } catch (IOException e) {
            faults.add(0, "cannot be read: " + e.getMessage());
        }
        return null;
    }

    private @Nullable RunFile file(Mapping root) {
        refuseUnknown(root);
        new Secrets(faults).check(root);
        new NamedThings(faults).check(root);
        var prompts = new SystemPrompts(document, folder, faults);
        Map<String, @Nullable Object> values = root.value();
        String systemPrompt = prompts.resolve(root, values);
        String store = store(root);
        String mlflow = mlflow(root);
        resolve("prices", root, values);
        resolve("record", root, values);
        TestCases testCases = testCases(root);
        String dataset = dataset(root);
        RunConfig config = config(root, values);
        return config == null ? null : new RunFile(config, testCases, dataset, systemPrompt, store, mlflow);
    }

    private void refuseUnknown(Mapping root) {
        var known = new ArrayList<>(RunConfig.KEYS);
        known.addAll(OWN_KEYS);
        root.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                faults.add(entry.line(), "'" + key + "' is not a key of a run file" + Names.suggestion(key, known));
            }
        });
    }

    private @Nullable RunConfig config(Mapping root, Map<String, @Nullable Object> values) {
        var known = new LinkedHashMap<>(values);
        known.keySet().retainAll(RunConfig.KEYS);
        try {
            return RunConfig.from(Attributes.from(known));
        } catch (InvalidInputException e) {
            for (Fault fault : e.faults()) {
                faults.add(root.lineOf(fault.place()), "'" + fault.place() + "' " + fault.message());
            }
            return null;
        }
    }

    private @Nullable TestCases testCases(Mapping root) {
        Entry entry = root.entries().get("test_cases");
        if (entry == null) {
            return null;
        }
        try {
            return switch (entry.value()) {
                case Node.Scalar(int line, String dataset) when DatasetReference.isOne(dataset) -> null;
                case Node.Sequence list -> CaseFiles.read(document, list, faults);
                case Node.Scalar(int line, String path) -> CaseFiles.read(resolved(path));
                default -> {
                    faults.add(
                            entry.line(),
                            "'test_cases' must be a list of test cases, the path of a file of them, or dataset:NAME");
                    yield null;
                }
            };
        } catch (InvalidInputException e) {
            e.faults().forEach(faults::add);
            return null;
        } catch (InvalidPathException e) {
            faults.add(entry.line(), "'test_cases' is no path: " + e.getReason());
            return null;
        }
    }

    private @Nullable String dataset(Mapping root) {
        Entry entry = root.entries().get("test_cases");
        if (entry == null || !(entry.value().value() instanceof String text) || !DatasetReference.isOne(text)) {
            return null;
        }
        if (!DatasetReference.isElsewhere(text)) {
            try {
                DatasetReference.parse(text);
            } catch (InvalidInputException e) {
                e.faults().forEach(fault -> faults.add(entry.line(), "'test_cases': " + fault));
            }
        }
        return text;
    }

    private @Nullable String store(Mapping root) {
        String store = text(root, "store");
        if (store == null) {
            return null;
        }
        if (!StoreName.withoutSecrets(store).equals(store)) {
            faults.add(
                    root.lineOf("store"),
                    "'store' has a password in plain text; leave it out and set PGPASSWORD, or write it into ~/.pgpass");
        }
        String kind = store.startsWith("sqlite:") ? "sqlite:" : "";
        return StoreName.isAddress(store) ? store : kind + path(root, "store", store.substring(kind.length()));
    }

    private @Nullable String mlflow(Mapping root) {
        String mlflow = text(root, "mlflow");
        if (mlflow != null && mlflow.matches("[^/]*//[^/]*@.*")) {
            faults.add(
                    root.lineOf("mlflow"),
                    "'mlflow' has credentials in plain text; leave them out and set MLFLOW_TRACKING_USERNAME and"
                            + " MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN");
        }
        return mlflow;
    }

    private void resolve(String key, Mapping root, Map<String, @Nullable Object> values) {
        String path = text(root, key);
        if (path != null) {
            values.put(key, path(root, key, path));
        }
    }

    private @Nullable String text(Mapping root, String key) {
        Entry entry = root.entries().get(key);
        if (entry == null || entry.value().value() == null) {
            return null;
        }
        if (entry.value().value() instanceof String text && !text.isBlank()) {
            return text;
        }
        faults.add(entry.line(), "'" + key + "' must be text");
        return null;
    }

    private String path(Mapping root, String key, String path) {
        try {
            return resolved(path).toString();
        } catch (InvalidPathException e) {
            faults.add(root.lineOf(key), "'" + key + "' is no path: " + e.getReason());
            return path;
        }
    }

    private Path resolved(String path) {
        Path absolute = folder.resolve(path).normalize();
        Path here = Path.of("").toAbsolutePath();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }
}
