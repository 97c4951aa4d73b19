package dev.rehearsal.agents.http;

import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.AgentRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An agent that is asked over HTTP.
 *
 * @param target the address; may have places for what is said
 * @param headers the values may be secret
 * @param resumable whether it can go on after a restart of this process
 */
record HttpAgent(
        String target,
        String method,
        Map<String, String> headers,
        Protocol protocol,
        Exchange exchange,
        History history,
        boolean resumable)
        implements Agent {
    /** No answer that anybody reads comes near. */
    private static final int MOST_BYTES = 8 << 20;

    @Override
    public String name() {
        return target;
    }

    @Override
    public Answer answer(AgentRequest request) throws InterruptedException {
        URI address = address(request);
        Object content = protocol.body(request);
        byte[] body = content == null ? null : Json.write(content).getBytes(StandardCharsets.UTF_8);
        var clock = new FirstWord(request.steps());
        HttpResponse<InputStream> response = exchange.send(Exchange.request(method, address, sent(body != null), body));
        String type = response.headers()
                .firstValue("content-type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .strip();
        Protocol.Parts parts = protocol.parts();
        try (InputStream stream = response.body()) {
            if (type.startsWith("text/event-stream")) {
                if (EventStream.read(EventStream.bounded(stream, MOST_BYTES), clock.watching(parts))) {
                    parts.done();
                }
                return parts.answer();
            }
            if (type.startsWith("application/x-ndjson") || type.startsWith("application/jsonl")) {
                EventStream.readLines(EventStream.bounded(stream, MOST_BYTES), clock.watching(parts));
                return parts.answer();
            }
            return whole(stream, type, address);
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException("interrupted").initCause(e);
        } catch (IOException e) {
            String what = "the reply broke off" + (parts.hasText() ? " in the middle of the answer" : "");
            throw Exchange.failed(address, what + Exchange.said(e), e);
        }
    }

    private URI address(AgentRequest request) {
        try {
            return new URI(Template.address(target, request));
        } catch (URISyntaxException e) {
            throw new AgentException("what is said cannot be put into the address " + target, e);
        }
    }

    private Map<String, String> sent(boolean withBody) {
        var sent = new LinkedHashMap<String, String>();
        sent.put("Accept", "application/json, text/event-stream");
        if (withBody) {
            sent.put("Content-Type", "application/json");
        }
        headers.forEach((name, value) -> {
            sent.keySet().removeIf(name::equalsIgnoreCase);
            sent.put(name, value);
        });
        return sent;
    }

    private Answer whole(InputStream stream, String type, URI address) throws IOException {
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
            return protocol.whole(document);
        }
        String what = type.startsWith("text/html") || text.startsWith("<")
                ? "an HTML page" + from + ", where JSON was expected; is the address right?"
                : "a reply" + from + " that is no JSON:";
        throw new AgentException(what + " '" + Excerpt.of(text) + "'");
    }
}
