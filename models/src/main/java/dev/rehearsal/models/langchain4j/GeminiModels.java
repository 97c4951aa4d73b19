package dev.rehearsal.models.langchain4j;

import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.models.http.Transport;

/** Google's Gemini, by the interface of its AI Studio. */
final class GeminiModels {
    private GeminiModels() {}

    static Model open(ModelUri uri, ModelSettings settings, Transport transport) {
        Place place = Place.of(
                uri,
                settings,
                "https://generativelanguage.googleapis.com",
                "GEMINI_BASE_URL",
                Place.key(uri, settings, "GEMINI_API_KEY", "GOOGLE_API_KEY"));
        var model = GoogleAiGeminiChatModel.builder()
                .httpClientBuilder(TransportClient.builder(transport))
                .baseUrl(place.withPath("/v1beta"))
                .apiKey(place.key().reveal())
                .modelName(uri.model())
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false)
                .build();
        return place.model(
                model,
                new Extras(seed -> Attributes.of("generationConfig", Attributes.of("seed", seed)), true),
                GeminiModels::usage);
    }

    private static Usage usage(TokenUsage tokens) {
        return tokens instanceof GoogleAiGeminiTokenUsage own
                ? ChatReplies.usage(tokens, own.cachedContentTokenCount(), 0)
                : ChatReplies.usage(tokens);
    }
}
