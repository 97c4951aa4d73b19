package dev.rehearsal.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelProvider;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.model.Models;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.models.http.CannedServer;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenAiProviderTest {
    private static final String OK = """
            {"choices": [{"message": {"content": "Hi"}, "finish_reason": "stop"}]}""";

    @Test
    void isFoundOnTheClassPath() {
        assertThat(Models.providers()).extracting(ModelProvider.Provider::name).contains("openai");
    }

    @Test
    void needsAKeyAndAModelForOpenAiItself() {
        assertThatThrownBy(() -> Models.open("openai:/gpt-4o", settings(Map.of(), null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("OPENAI_API_KEY");
        assertThatThrownBy(() -> Models.open("openai:/", settings(Map.of("OPENAI_API_KEY", "sk-1"), null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("openai:/gpt-4o-mini");
    }

    @Test
    void honoursTheBaseUrlOfTheEnvironment() throws Exception {
        try (var server = new CannedServer()) {
            server.answer(200, OK);
            Model model = Models.open(
                    "openai:/llama",
                    settings(Map.of("OPENAI_BASE_URL", server.address("/api/v1").toString()), null));

            assertThat(model.generate(question()).text()).isEqualTo("Hi");
            CannedServer.Seen seen = server.seen();
            assertThat(seen.head()).startsWith("POST /api/v1/chat/completions ");
            assertThat(seen.header("Authorization")).isEmpty();
        }
    }

    @Test
    void asksAChatEndpointByItsWholeAddressAndKeepsOpenAisKeyFromIt() throws Exception {
        try (var server = new CannedServer()) {
            server.answer(200, OK);
            URI address = server.address("/support/chat/completions?tenant=1");

            Models.open("openai:/", settings(Map.of("OPENAI_API_KEY", "sk-secret"), address))
                    .generate(question());

            CannedServer.Seen seen = server.seen();
            assertThat(seen.head()).startsWith("POST /support/chat/completions?tenant=1 ");
            assertThat(seen.header("Authorization")).isEmpty();
            assertThat(seen.body()).contains("\"model\":\"default\"");
        }
    }

    @Test
    void putsRequestsToOpenAiAsItsReasoningModelsTakeThem() {
        Endpoint own = addresses(
                        "openai:/o1", Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", "https://eu.api.openai.com/v1"))
                .openAi();

        assertThat(own.dialect()).isEqualTo(Dialect.OPENAI);
        assertThat(own.address()).hasToString("https://eu.api.openai.com/v1/chat/completions");
    }

    @Test
    void asksAzureByDeployment() {
        var environment = Map.of("AZURE_OPENAI_ENDPOINT", "https://res.openai.azure.com/", "AZURE_OPENAI_API_KEY", "k");
        Endpoint current = addresses("azure:/gpt4", environment).azure();

        assertThat(current.address()).hasToString("https://res.openai.azure.com/openai/v1/chat/completions");
        assertThat(current.headers()).containsEntry("api-key", "k").doesNotContainKey("Authorization");

        var dated = new HashMap<>(environment);
        dated.put("OPENAI_API_VERSION", "2024-10-21");
        assertThat(addresses("azure:/gpt4", dated).azure().address())
                .hasToString(
                        "https://res.openai.azure.com/openai/deployments/gpt4/chat/completions?api-version=2024-10-21");
    }

    @Test
    void asksDatabricksServingEndpoints() {
        Endpoint endpoint = addresses(
                        "databricks:/my-endpoint",
                        Map.of("DATABRICKS_HOST", "adb-1.azuredatabricks.net", "DATABRICKS_TOKEN", "dapi1"))
                .databricks();

        assertThat(endpoint.address())
                .hasToString("https://adb-1.azuredatabricks.net/serving-endpoints/chat/completions");
        assertThat(endpoint.model()).isEqualTo("my-endpoint");
        assertThat(endpoint.headers()).containsEntry("Authorization", "Bearer dapi1");
    }

    @Test
    void asksAnMlflowGatewayWhereTheTrackingServerIs() {
        Endpoint endpoint = addresses(
                        "gateway:/chat",
                        Map.of(
                                "MLFLOW_TRACKING_URI", "http://mlflow:5000/",
                                "MLFLOW_TRACKING_USERNAME", "ann",
                                "MLFLOW_TRACKING_PASSWORD", "secret"))
                .gateway();

        assertThat(endpoint.address()).hasToString("http://mlflow:5000/gateway/mlflow/v1/chat/completions");
        assertThat(endpoint.headers()).containsEntry("Authorization", "Basic YW5uOnNlY3JldA==");
        assertThat(endpoint.toString()).doesNotContain("YW5uOnNlY3JldA==");
        assertThat(addresses(
                                "gateway:/chat",
                                Map.of("MLFLOW_GATEWAY_URI", "https://gw", "MLFLOW_TRACKING_URI", "sqlite://"))
                        .gateway()
                        .address())
                .hasToString("https://gw/gateway/mlflow/v1/chat/completions");
    }

    @Test
    void saysWhichVariableIsMissing() {
        assertThatThrownBy(() -> addresses("azure:/x", Map.of()).azure()).hasMessageContaining("AZURE_OPENAI_ENDPOINT");
        assertThatThrownBy(() -> addresses("azure:/x", Map.of("AZURE_OPENAI_ENDPOINT", "https://r.openai.azure.com"))
                        .azure())
                .hasMessageContaining("AZURE_OPENAI_API_KEY");
        assertThatThrownBy(() -> addresses("databricks:/x", Map.of()).databricks())
                .hasMessageContaining("DATABRICKS_HOST");
        assertThatThrownBy(() -> addresses("databricks:/", Map.of()).databricks())
                .hasMessageContaining("databricks:/<serving endpoint>");
        assertThatThrownBy(() -> addresses("gateway:/x", Map.of()).gateway())
                .hasMessageContaining("MLFLOW_TRACKING_URI");
    }

    @Test
    void allowsAProvidersOwnHostsByItsNameOnly() {
        var environment = Map.of("AZURE_OPENAI_ENDPOINT", "https://elsewhere.test", "AZURE_OPENAI_API_KEY", "k");

        assertThatThrownBy(() ->
                        Models.open("azure:/x", settings(environment, null).withAllowedProviders(List.of("azure"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("elsewhere.test");
    }

    private static Addresses addresses(String uri, Map<String, String> environment) {
        return new Addresses(ModelUri.parse(uri), settings(environment, null));
    }

    @Test
    void refusesAHostThatIsNotAllowed() {
        ModelSettings settings = settings(Map.of("OPENAI_BASE_URL", "http://elsewhere.test/v1"), null)
                .withAllowedProviders(List.of("openai", "localhost"));

        assertThatThrownBy(() -> Models.open("openai:/llama", settings))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("elsewhere.test");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        for (String address : List.of("mailto:x", "ftp://x/v1", "http:///v1", "http://a b/")) {
            assertThatThrownBy(() -> Models.open("openai:/llama", settings(Map.of("OPENAI_BASE_URL", address), null)))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    private static ModelRequest question() {
        return ModelRequest.of(CallKey.of(Purpose.AGENT), Message.user("Hello")).withMetadata(Attributes.EMPTY);
    }

    private static ModelSettings settings(Map<String, String> environment, URI baseUrl) {
        return new ModelSettings(environment, baseUrl, List.of(), 0);
    }
}
