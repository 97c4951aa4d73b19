package dev.rehearsal.simulation;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelProvider;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Models;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out which model plays the simulated user. Nothing is sent to a provider that nobody chose. */
public final class UserModels {
    /** The environment variable that names the user model where nothing else does. */
    public static final String VARIABLE = "REHEARSAL_USER_MODEL";

    private UserModels() {}

    /**
     * The named model, or the environment's.
     *
     * @throws InvalidInputException if neither names one; the message has what this environment offers
     */
    public static String choose(@Nullable String named, ModelSettings settings) {
        if (named != null && !named.isBlank()) {
            return named;
        }
        String environment = settings.environment().get(VARIABLE);
        if (environment != null && !environment.isBlank()) {
            return environment;
        }
        throw new InvalidInputException(
                "user_model",
                "no model is named that plays the simulated user; name one (--user-model, user_model: or " + VARIABLE
                        + "). Here you have: " + offers());
    }

    private static String offers() {
        List<String> ready = Models.providers().stream()
                .filter(ModelProvider.Provider::ready)
                .map(each -> each.name() + ":/ (" + each.description() + ")")
                .toList();
        String models = ready.isEmpty() ? "no key and no local model" : String.join(", ", ready);
        return models + "; offline:/ plays by rules, without a model";
    }
}
