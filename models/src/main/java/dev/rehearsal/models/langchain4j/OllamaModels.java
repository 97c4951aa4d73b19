package dev.rehearsal.models.langchain4j;

import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.models.http.Key;
import dev.rehearsal.models.http.Transport;
import java.util.Map;

/** Ollama's own chat interface. */
final class OllamaModels {
    private OllamaModels() {}

    static Model open(ModelUri uri, ModelSettings settings, Transport transport) {
        Key key = Key.of(Place.value(settings, "OLLAMA_API_KEY"));
        Place place = Place.of(uri, settings, "http://localhost:" + OllamaServer.PORT, "OLLAMA_HOST", key)
                .withPort(OllamaServer.PORT);
        var model = OllamaChatModel.builder()
                .httpClientBuilder(TransportClient.builder(transport))
                .baseUrl(place.base())
                .modelName(uri.model())
                .customHeaders(key.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + key.reveal()))
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false)
                .build();
        return place.model(
                model,
                new Extras(seed -> Attributes.of("options", Attributes.of("seed", seed)), true),
                ChatReplies::usage);
    }
}
