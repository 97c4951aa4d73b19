package dev.rehearsal.models.openai;

import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelProvider;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.models.http.Transport;
import java.util.List;
import java.util.Map;

/** Opens models behind OpenAI's protocol: OpenAI's own, any compatible server, Azure, Databricks' serving endpoints, an MLflow AI gateway. */
public final class OpenAiProvider implements ModelProvider {
    @Override
    public List<Provider> providers() {
        Map<String, String> environment = System.getenv();
        return List.of(
                provider(
                        "openai",
                        "OpenAI, or any server with its chat completions (OPENAI_BASE_URL)",
                        List.of("OPENAI_API_KEY", "OPENAI_BASE_URL"),
                        environment.containsKey("OPENAI_API_KEY") || environment.containsKey("OPENAI_BASE_URL")),
                provider(
                        "azure",
                        "Azure OpenAI, by deployment",
                        List.of("AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY"),
                        environment.containsKey("AZURE_OPENAI_ENDPOINT")),
                provider(
                        "databricks",
                        "Databricks serving endpoints",
                        List.of("DATABRICKS_HOST", "DATABRICKS_TOKEN"),
                        environment.containsKey("DATABRICKS_HOST")),
                provider(
                        "gateway",
                        "endpoints of an MLflow AI gateway",
                        List.of("MLFLOW_GATEWAY_URI", "MLFLOW_TRACKING_URI"),
                        environment.containsKey("MLFLOW_GATEWAY_URI")
                                || environment
                                        .getOrDefault("MLFLOW_TRACKING_URI", "")
                                        .startsWith("http")));
    }

    @Override
    public Model open(ModelUri uri, ModelSettings settings) {
        var addresses = new Addresses(uri, settings);
        Endpoint endpoint = switch (uri.provider()) {
            case "azure" -> addresses.azure();
            case "databricks" -> addresses.databricks();
            case "gateway" -> addresses.gateway();
            default -> addresses.openAi();
        };
        return new OpenAiChat(uri.toString(), endpoint.withHeaders(settings.headers()), Transport.shared());
    }

    private static Provider provider(String name, String description, List<String> keys, boolean ready) {
        return new Provider(name, description, keys, false, ready);
    }
}
