package dev.rehearsal.formats.run;

import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.Node.Entry;
import dev.rehearsal.formats.document.Node.Mapping;
import dev.rehearsal.formats.document.UnreadableException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The system prompt of a run file: a text ({@code system_prompt}) or a file's text ({@code system_prompt_file}), beside the agent or in it,
 * once.
 */
final class SystemPrompts {
    private static final String TEXT = "system_prompt";
    private static final String FILE = "system_prompt_file";
    private static final String AGENT = "agent";

    private final Document document;
    private final Path folder;
    private final Faults faults;

    SystemPrompts(Document document, Path folder, Faults faults) {
        this.document = document;
        this.folder = folder;
        this.faults = faults;
    }

    /** The text, or nothing; the agent among the values is given it. */
    String resolve(Mapping root, Map<String, @Nullable Object> values) {
        Entry agent = root.entries().get(AGENT);
        String beside = text(root);
        String inside = agent != null && agent.value() instanceof Mapping mapping ? text(mapping) : null;
        if (beside != null && inside != null) {
            faults.add(root.lineOf(AGENT), "the system prompt stands both in 'agent' and beside it");
        }
        String prompt = inside != null ? inside : beside != null ? beside : "";
        var described = new LinkedHashMap<String, @Nullable Object>();
        switch (values.get(AGENT)) {
            case String target -> described.put("target", target);
            case Map<?, ?> map -> map.forEach((name, value) -> described.put(String.valueOf(name), value));
            case null, default -> {
                return prompt;
            }
        }
        described.remove(FILE);
        described.put(TEXT, prompt.isEmpty() ? null : prompt);
        values.put(AGENT, described);
        return prompt;
    }

    private @Nullable String text(Mapping mapping) {
        Entry text = mapping.entries().get(TEXT);
        Entry file = mapping.entries().get(FILE);
        if (text != null && file != null) {
            faults.add(file.line(), "has both '" + TEXT + "' and '" + FILE + "'");
        }
        if (text != null && text.value().value() != null) {
            return text(text, TEXT);
        }
        if (file == null || file.value().value() == null) {
            return null;
        }
        String path = text(file, FILE);
        return path == null ? null : read(file.line(), path);
    }

    private @Nullable String text(Entry entry, String key) {
        if (entry.value().value() instanceof String text) {
            return text;
        }
        faults.add(entry.line(), "'" + key + "' must be text");
        return null;
    }

    private @Nullable String read(int line, String path) {
        try (Reader file = Document.file(folder.resolve(path)).open()) {
            var text = new StringBuilder();
            var buffer = new char[8_192];
            for (int count = file.read(buffer); count >= 0; count = file.read(buffer)) {
                text.append(buffer, 0, count);
            }
            return text.toString();
        } catch (UnreadableException e) {
            faults.add(line, "'" + FILE + "' cannot be used: " + e.fault());
        } catch (IOException | InvalidPathException e) {
            faults.add(line, "'" + FILE + "' cannot be used: " + e.getMessage());
        }
        return null;
    }
}
