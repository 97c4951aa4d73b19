package dev.rehearsal.models.openai;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.AllowedProviders;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelProvider;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.models.http.Key;
import dev.rehearsal.models.http.Transport;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Opens models behind OpenAI's protocol: OpenAI's own, any compatible server, Databricks' serving endpoints, an MLflow AI gateway. */
public final class OpenAiProvider implements ModelProvider {
    private static final URI OPENAI = URI.create("https://api.openai.com/v1");

    @Override
    public List<Provider> providers() {
        Map<String, String> environment = System.getenv();
        return List.of(new Provider(
                "openai",
                "OpenAI, or any server with its chat completions (OPENAI_BASE_URL)",
                List.of("OPENAI_API_KEY", "OPENAI_BASE_URL"),
                false,
                environment.containsKey("OPENAI_API_KEY") || environment.containsKey("OPENAI_BASE_URL")));
    }

    @Override
    public Model open(ModelUri uri, ModelSettings settings) {
        return openAi(uri, settings);
    }

    private static Model openAi(ModelUri uri, ModelSettings settings) {
        URI base = settings.baseUrl();
        if (base == null) {
            String named = settings.environment().getOrDefault("OPENAI_BASE_URL", "");
            base = named.isBlank() ? OPENAI : address("OPENAI_BASE_URL", named);
        }
        if (!base.equals(OPENAI)) {
            AllowedProviders.checkHost(base, settings);
        }
        boolean named = !uri.model().isBlank();
        // An address without a model is somebody's chat endpoint, not a place for OpenAI's key.
        Key key = named ? Key.of(settings.environment().getOrDefault("OPENAI_API_KEY", "")) : Key.NONE;
        Endpoint endpoint = Endpoint.of(checked(base), named ? uri.model() : "default", key);
        if (endpoint.isOpenAi() && (key.isEmpty() || !named)) {
            throw new InvalidInputException(
                    uri.toString(),
                    named
                            ? "OPENAI_API_KEY is not set; set it, or OPENAI_BASE_URL for a server that needs no key"
                            : "the model is missing, for example openai:/gpt-4o-mini");
        }
        return new OpenAiChat(uri.toString(), endpoint, Transport.shared());
    }

    private static URI address(String variable, String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(variable, "is not an address");
        }
    }

    private static URI checked(URI base) {
        boolean http = "http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme());
        if (!http || base.getHost() == null) {
            throw new InvalidInputException(
                    "base URL", "expected http://host… or https://host…, found scheme '" + base.getScheme() + "'");
        }
        return base;
    }
}
