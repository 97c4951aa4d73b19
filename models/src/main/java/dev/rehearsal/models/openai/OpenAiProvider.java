package dev.rehearsal.models.openai;

import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelProvider;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.models.http.Transport;
import java.util.List;

/** Opens models behind OpenAI's protocol: OpenAI's own, any compatible server, Azure, Databricks' serving endpoints, an MLflow AI gateway. */
public final class OpenAiProvider implements ModelProvider {
    @Override
    public List<Provider> providers() {
        Provider gateway = Provider.unverified(
                "gateway", "endpoints of an MLflow AI gateway", List.of("MLFLOW_GATEWAY_URI"), "MLFLOW_TRACKING_URI");
        boolean tracked =
                System.getenv().getOrDefault("MLFLOW_TRACKING_URI", "").startsWith("http");
        return List.of(
                Provider.unverified(
                        "openai",
                        "OpenAI, or any server with its chat completions (OPENAI_BASE_URL)",
                        List.of("OPENAI_API_KEY", "OPENAI_BASE_URL")),
                Provider.unverified(
                        "azure",
                        "Azure OpenAI, by deployment",
                        List.of("AZURE_OPENAI_ENDPOINT"),
                        "AZURE_OPENAI_API_KEY"),
                Provider.unverified(
                        "databricks", "Databricks serving endpoints", List.of("DATABRICKS_HOST"), "DATABRICKS_TOKEN"),
                gateway.withReady(gateway.ready() || tracked));
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
        return new OpenAiChat(
                uri.toString(),
                endpoint.withHeaders(settings.headers()),
                Transport.shared(),
                settings.baseUrl() != null);
    }
}
