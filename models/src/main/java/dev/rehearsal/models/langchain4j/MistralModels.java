package dev.rehearsal.models.langchain4j;

import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.models.http.Transport;

/** Mistral's chat completions. */
final class MistralModels {
    private MistralModels() {}

    static Model open(ModelUri uri, ModelSettings settings, Transport transport) {
        Place place = Place.of(
                uri,
                settings,
                "https://api.mistral.ai",
                "MISTRAL_BASE_URL",
                Place.key(uri, settings, "MISTRAL_API_KEY"));
        var model = MistralAiChatModel.builder()
                .httpClientBuilder(TransportClient.builder(transport))
                .baseUrl(place.withPath("/v1"))
                .apiKey(place.key().reveal())
                .modelName(uri.model())
                .strictJsonSchema(true)
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false)
                .build();
        return place.model(model, new Extras(seed -> Attributes.of("random_seed", seed), true), ChatReplies::usage);
    }
}
