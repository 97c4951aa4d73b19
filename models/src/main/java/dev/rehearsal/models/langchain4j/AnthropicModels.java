package dev.rehearsal.models.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.models.http.Transport;

/** Anthropic's messages, with the system message and the tools marked to be cached. */
final class AnthropicModels {
    /** The protocol wants a bound. */
    private static final int MOST_TOKENS = 4096;

    private AnthropicModels() {}

    static Model open(ModelUri uri, ModelSettings settings, Transport transport) {
        Place place = Place.of(
                uri,
                settings,
                "https://api.anthropic.com",
                "ANTHROPIC_BASE_URL",
                Place.key(uri, settings, "ANTHROPIC_API_KEY"));
        var model = AnthropicChatModel.builder()
                .httpClientBuilder(TransportClient.builder(transport))
                .baseUrl(place.withPath("/v1") + "/")
                .apiKey(place.key().reveal())
                .modelName(uri.model())
                .maxTokens(MOST_TOKENS)
                .cacheSystemMessages(true)
                .cacheTools(true)
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false)
                .build();
        return place.model(model, new Extras(null, true), AnthropicModels::usage);
    }

    /** Anthropic counts what was written to and read from its cache apart. */
    private static Usage usage(TokenUsage tokens) {
        if (tokens instanceof AnthropicTokenUsage own) {
            int read = ChatReplies.number(own.cacheReadInputTokens());
            int written = ChatReplies.number(own.cacheCreationInputTokens());
            return ChatReplies.usage(tokens, read, read + written);
        }
        return ChatReplies.usage(tokens);
    }
}
