package dev.rehearsal.models.langchain4j;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelProvider;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.models.http.Transport;
import java.util.List;

/** Opens models of the providers that are asked by LangChain4j's clients. */
public final class LangChain4jProvider implements ModelProvider {
    private static final String BEDROCK = "dev.langchain4j:langchain4j-bedrock";

    private final Transport transport;

    public LangChain4jProvider() {
        this(Transport.shared());
    }

    LangChain4jProvider(Transport transport) {
        this.transport = transport;
    }

    @Override
    public List<Provider> providers() {
        return List.of(
                Provider.unverified(
                        "anthropic", "Claude, by Anthropic", List.of("ANTHROPIC_API_KEY"), "ANTHROPIC_BASE_URL"),
                Provider.unverified(
                        "gemini", "Gemini, by Google's AI Studio", List.of("GEMINI_API_KEY", "GOOGLE_API_KEY")),
                Provider.unverified("mistral", "Mistral's platform", List.of("MISTRAL_API_KEY")),
                Provider.unverified(
                                "ollama",
                                "an Ollama server, on this machine or elsewhere",
                                List.of("OLLAMA_HOST", "OLLAMA_API_KEY"))
                        .withReady(OllamaServer.isReady(System.getenv())),
                Provider.unverified(
                        "bedrock",
                        "Amazon Bedrock (needs the artifact " + BEDROCK + ")",
                        List.of("AWS_REGION", "AWS_DEFAULT_REGION"),
                        "AWS_ACCESS_KEY_ID",
                        "AWS_PROFILE"));
    }

    @Override
    public Model open(ModelUri uri, ModelSettings settings) {
        if (uri.model().isBlank()) {
            throw new InvalidInputException(
                    uri.toString(), "the model is missing: write " + uri.provider() + ":/<model>");
        }
        return switch (uri.provider()) {
            case "anthropic" -> AnthropicModels.open(uri, settings, transport);
            case "gemini" -> GeminiModels.open(uri, settings, transport);
            case "mistral" -> MistralModels.open(uri, settings, transport);
            case "ollama" -> OllamaModels.open(uri, settings, transport);
            default -> bedrock(uri, settings);
        };
    }

    private Model bedrock(ModelUri uri, ModelSettings settings) {
        try {
            return BedrockModels.open(uri, settings, transport);
        } catch (NoClassDefFoundError e) {
            throw new InvalidInputException(
                    uri.toString(), "Bedrock's client is not on the class path; add the artifact " + BEDROCK);
        }
    }
}
