package dev.rehearsal.models.openai;

import dev.rehearsal.models.http.Key;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where chat completions are asked for.
 *
 * @param address the whole address, path included
 * @param model the name that is sent
 */
record Endpoint(URI address, String model, Key key) {
    /** @param base either the address of the API ({@code https://host/v1}) or the whole address of its chat completions */
    static Endpoint of(URI base, String model, Key key) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (!path.endsWith("/chat/completions") && !path.endsWith("/invocations")) {
            path += "/chat/completions";
        }
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        return new Endpoint(URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + query), model, key);
    }

    /** OpenAI's own servers take what others do not, and the other way round. */
    boolean isOpenAi() {
        String host = address.getHost();
        return host.equals("openai.com") || host.endsWith(".openai.com");
    }

    Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "rehearsal");
        if (!key.isEmpty()) {
            headers.put("Authorization", "Bearer " + key.reveal());
        }
        return headers;
    }
}
