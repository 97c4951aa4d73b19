package dev.rehearsal.cli;

import dev.rehearsal.models.local.LocalModels;
import dev.rehearsal.simulation.UserModels;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model that the demo uses. Nothing else chooses one by itself.
 *
 * @param why how it was chosen
 * @param isSlow whether it runs on this machine
 */
record DemoModel(String uri, String why, boolean isSlow) {
    private static final String OFFLINE = "offline:/";
    private static final String LOCAL = "local:/";

    /** By the variable that has the key, a model that is good enough and costs little. */
    private static final Map<String, String> BY_KEY = byKey();

    private static Map<String, String> byKey() {
        var models = new LinkedHashMap<String, String>();
        models.put("OPENAI_API_KEY", "openai:/gpt-4o-mini");
        models.put("ANTHROPIC_API_KEY", "anthropic:/claude-3-5-haiku-latest");
        models.put("GEMINI_API_KEY", "gemini:/gemini-2.5-flash");
        models.put("MISTRAL_API_KEY", "mistral:/mistral-small-latest");
        return models;
    }

    static DemoModel choose(@Nullable String named, boolean offline, Environment environment) {
        if (offline) {
            return new DemoModel(OFFLINE, "--offline", false);
        }
        if (named != null) {
            return of(named, "--model");
        }
        Map<String, String> variables = environment.variables();
        String user = variables.getOrDefault(UserModels.VARIABLE, "");
        if (!user.isBlank()) {
            return of(user, "by " + UserModels.VARIABLE);
        }
        for (Map.Entry<String, String> each : BY_KEY.entrySet()) {
            if (!variables.getOrDefault(each.getKey(), "").isBlank()) {
                return of(each.getValue(), each.getKey() + " is set; --offline asks no model");
            }
        }
        return new DemoModel(OFFLINE, "there is no key" + slowly(environment), false);
    }

    /** A model on this machine takes minutes for what the demo shows in seconds, so it plays only when it is asked for. */
    private static String slowly(Environment environment) {
        LocalModels.Listed best =
                LocalModels.of(environment.modelSettings()).list().getFirst();
        return best.present()
                ? "; --model " + LOCAL + best.name() + " plays it with the model on this machine, which takes minutes"
                : " and no local model";
    }

    private static DemoModel of(String uri, String why) {
        return new DemoModel(uri, why, uri.startsWith(LOCAL));
    }
}
