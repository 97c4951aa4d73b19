package dev.rehearsal.models.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.output.TokenUsage;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.AllowedProviders;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.models.http.Failures;
import dev.rehearsal.models.http.Key;
import java.net.URI;
import java.util.function.Function;

/**
 * Where a provider is asked, and with what key.
 *
 * @param base the API's address, without a slash at its end
 */
record Place(ModelUri uri, String base, Key key) {
    /** @param usual the provider's own address; another one has to be allowed by its host */
    static Place of(ModelUri uri, ModelSettings settings, String usual, String variable, Key key) {
        String named = value(settings, variable);
        String base = usual;
        if (settings.baseUrl() != null) {
            base = settings.baseUrl().toString();
        } else if (!named.isEmpty()) {
            base = named.contains("://") ? named : "http://" + named;
        }
        var place = new Place(uri, base.endsWith("/") ? base.substring(0, base.length() - 1) : base, key);
        if (!base.equals(usual)) {
            AllowedProviders.checkHost(place.address(variable), settings);
        }
        return place;
    }

    /** The key of the first variable that is set. */
    static Key key(ModelUri uri, ModelSettings settings, String... variables) {
        for (String variable : variables) {
            if (!value(settings, variable).isEmpty()) {
                return Key.of(value(settings, variable));
            }
        }
        throw new InvalidInputException(uri.toString(), String.join(" or ", variables) + " is not set");
    }

    static String value(ModelSettings settings, String variable) {
        return settings.environment().getOrDefault(variable, "").strip();
    }

    /** The address with this path where it has none of its own. */
    String withPath(String path) {
        String own = address("").getPath();
        return own == null || own.isEmpty() ? base + path : base;
    }

    /** The address with this port where it has none of its own. */
    Place withPort(int port) {
        URI address = address("");
        return address.getPort() >= 0 || "https".equals(address.getScheme())
                ? this
                : new Place(uri, address.getScheme() + "://" + address.getHost() + ":" + port, key);
    }

    /** A client's model as one of ours, of that place. */
    LangChain4jModel model(ChatModel client, Extras extras, Function<TokenUsage, Usage> usage) {
        var failures = new Failures(uri.toString(), String.valueOf(address("").getHost()), key);
        return new LangChain4jModel(uri.toString(), client, ChatFailures.of(failures), extras, usage);
    }

    private URI address(String variable) {
        try {
            URI address = URI.create(base);
            if (address.getHost() != null && String.valueOf(address.getScheme()).startsWith("http")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(variable, "is not an address");
        }
        throw new InvalidInputException(variable, "has to be http://host… or https://host…");
    }
}
