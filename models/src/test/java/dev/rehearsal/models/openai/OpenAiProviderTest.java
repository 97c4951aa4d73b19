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
import dev.rehearsal.model.Models;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.models.http.CannedServer;
import dev.rehearsal.models.http.Key;
import java.net.URI;
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
        var own = Endpoint.of(URI.create("https://eu.api.openai.com/v1"), "o1", Key.NONE);

        assertThat(Dialect.of(own)).isEqualTo(new Dialect("max_completion_tokens", false));
        assertThat(own.address()).hasToString("https://eu.api.openai.com/v1/chat/completions");
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
        for (String address : List.of("localhost:8000", "ftp://x/v1", "http:///v1", "http://a b/")) {
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
