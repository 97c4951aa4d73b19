package dev.rehearsal.models.local;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelProvider;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import java.util.List;
import java.util.Map;

/** Opens {@code local:/<name>}. */
public final class LocalModelProvider implements ModelProvider {
    static final String CONTEXT = "REHEARSAL_LOCAL_CONTEXT";
    static final String THREADS = "REHEARSAL_LOCAL_THREADS";

    private static final int DEFAULT_CONTEXT = 6144;
    private static final int MOST_THREADS = 8;

    /** User, agent, goal check and judge each have prompts that begin alike. */
    private static final int SLOTS = 4;

    @Override
    public List<Provider> providers() {
        boolean ready =
                LocalModels.of(ModelSettings.fromEnvironment()).list().stream().anyMatch(LocalModels.Listed::present);
        return List.of(new Provider(
                "local", "GGUF models on this machine, by llama.cpp", List.of(CONTEXT, THREADS), true, ready));
    }

    @Override
    public Model open(ModelUri uri, ModelSettings settings) {
        Map<String, String> environment = settings.environment();
        int cores = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        var command = new LlamaCommand(
                LocalModels.of(settings).file(uri.model()),
                number(environment, CONTEXT, DEFAULT_CONTEXT),
                SLOTS,
                number(environment, THREADS, cores));
        return new LocalModel(uri.toString(), LlamaQueue.of(command));
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String text = environment.getOrDefault(name, "");
        if (text.isBlank()) {
            return otherwise;
        }
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new InvalidInputException(name, "expected a positive number, found: '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
