package dev.rehearsal.simulation;

import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelProvider;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Models;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
        return named(named, settings)
                .orElseThrow(() -> new InvalidInputException(
                        "user_model",
                        "no model is named that plays the simulated user; name one (--user-model, user_model: or "
                                + VARIABLE + "). Here you have: " + offers()));
    }

    /**
     * Who plays the users of those cases: as {@link #choose}; nobody where scripts say all that users say and nobody is named.
     *
     * @throws InvalidInputException if somebody is needed and nobody is named
     */
    static String choose(@Nullable String named, ModelSettings settings, TestCases cases) {
        Optional<String> chosen = named(named, settings);
        if (chosen.isEmpty() && FixedTurns.suffice(cases)) {
            return FixedTurns.URI;
        }
        if (chosen.filter(FixedTurns.URI::equals).isPresent() && !FixedTurns.suffice(cases)) {
            throw new InvalidInputException(
                    "user_model",
                    "'" + FixedTurns.URI
                            + "' is for scripts that say all that users say and ask no model; here is more to"
                            + " do, so name a model. Here you have: " + offers());
        }
        return choose(named, settings);
    }

    private static Optional<String> named(@Nullable String named, ModelSettings settings) {
        return Stream.of(
                        Optional.ofNullable(named),
                        Optional.ofNullable(settings.environment().get(VARIABLE)))
                .flatMap(Optional::stream)
                .filter(each -> !each.isBlank())
                .findFirst();
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
