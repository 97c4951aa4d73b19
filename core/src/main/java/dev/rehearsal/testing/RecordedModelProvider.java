package dev.rehearsal.testing;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelProvider;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Opens {@code recorded:/FILE}; an absolute file has two slashes. */
public final class RecordedModelProvider implements ModelProvider {
    @Override
    public List<Provider> providers() {
        return List.of(new Provider("recorded", "replies from a file that was recorded before", List.of(), true, true));
    }

    @Override
    public Model open(ModelUri uri, ModelSettings settings) {
        try {
            if (!uri.model().isBlank()) {
                return RecordedModel.from(Path.of(uri.model()));
            }
        } catch (InvalidPathException e) {
            throw new InvalidInputException(uri.toString(), "is no path: " + e.getReason());
        }
        throw new InvalidInputException(
                uri.toString(), "the file is missing, for example recorded:/recordings/cases.jsonl");
    }
}
