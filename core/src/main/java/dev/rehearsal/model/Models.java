package dev.rehearsal.model;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Opens models by URI with the providers on the class path. */
public final class Models {
    private Models() {}

    /** @see #open(String, ModelSettings) */
    public static Model open(String uri) {
        return open(uri, ModelSettings.fromEnvironment());
    }

    /**
     * Opens a model by URI. Nothing is sent yet.
     *
     * @throws InvalidInputException if no provider of that name is there, it is not allowed, or its key is missing
     */
    public static Model open(String uri, ModelSettings settings) {
        ModelUri parsed = ModelUri.parse(uri);
        for (ModelProvider provider : ServiceLoader.load(ModelProvider.class)) {
            for (ModelProvider.Provider each : provider.providers()) {
                if (each.name().equals(parsed.provider())) {
                    AllowedProviders.check(parsed, settings);
                    return provider.open(parsed, settings);
                }
            }
        }
        List<String> known =
                providers().stream().map(ModelProvider.Provider::name).toList();
        throw new InvalidInputException(
                uri,
                "no provider '" + parsed.provider() + "' is on the class path (known: "
                        + (known.isEmpty() ? "none; add the artifact rehearsal-models" : String.join(", ", known)) + ")"
                        + Names.suggestion(parsed.provider(), known));
    }

    /** Every provider on the class path, by name. */
    public static List<ModelProvider.Provider> providers() {
        Map<String, ModelProvider.Provider> byName = ServiceLoader.load(ModelProvider.class).stream()
                .flatMap(found -> found.get().providers().stream())
                .collect(Collectors.toMap(
                        ModelProvider.Provider::name, each -> each, (first, second) -> first, java.util.TreeMap::new));
        return List.copyOf(byName.values());
    }
}
