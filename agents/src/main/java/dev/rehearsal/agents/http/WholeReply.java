package dev.rehearsal.agents.http;

import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.simulation.AgentException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads replies that are one JSON document, and says what came where they are not. */
public final class WholeReply {
    /** No answer that anybody reads comes near. */
    static final int MOST_BYTES = 8 << 20;

    private WholeReply() {}

    /** The type of what came, in lower case; empty where nothing says it. */
    public static String type(HttpResponse<?> response) {
        return response.headers()
                .firstValue("content-type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /**
     * The document, as maps, lists, texts, numbers and booleans.
     *
     * @throws AgentException if it is empty, too long or no JSON
     */
    public static Object read(InputStream stream, String type, URI address) throws IOException {
        byte[] body = stream.readNBytes(MOST_BYTES + 1);
        String from = " from " + Exchange.place(address);
        if (body.length > MOST_BYTES) {
            throw new AgentException("a reply" + from + " of more than " + (MOST_BYTES >> 20) + " MiB; it begins: '"
                    + Excerpt.of(body) + "'");
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            throw new AgentException("an empty reply" + from);
        }
        Object document = Json.parse(text).orElse(null);
        if (document != null) {
            return document;
        }
        String what = type.startsWith("text/html") || text.startsWith("<")
                ? "an HTML page" + from + ", where JSON was expected; is the address right?"
                : "a reply" + from + " that is no JSON:";
        throw new AgentException(what + " '" + Excerpt.of(text) + "'");
    }
}
