package dev.rehearsal.models.openai;

import dev.rehearsal.models.http.Credential;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where chat completions are asked for.
 *
 * @param address the whole address, path included
 * @param model the name that is sent
 * @param dialect what the server is known to take
 * @param more headers that are sent along; the values may be secret
 */
record Endpoint(URI address, String model, Credential credential, Dialect dialect, Map<String, String> more) {
    /** @param base either the address of the API ({@code https://host/v1}) or the whole address of its chat completions */
    static Endpoint of(URI base, String model, Credential credential, Dialect dialect) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (!path.endsWith("/chat/completions") && !path.endsWith("/invocations")) {
            path += "/chat/completions";
        }
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        return new Endpoint(
                URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + query),
                model,
                credential,
                dialect,
                Map.of());
    }

    Endpoint withHeaders(Map<String, String> headers) {
        return new Endpoint(address, model, credential, dialect, headers);
    }

    Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "rehearsal");
        if (!credential.key().isEmpty()) {
            headers.put(
                    credential.header(), credential.scheme() + credential.key().reveal());
        }
        headers.putAll(more);
        return headers;
    }
}
