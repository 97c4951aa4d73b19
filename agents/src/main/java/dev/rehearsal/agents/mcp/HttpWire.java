package dev.rehearsal.agents.mcp;

import dev.rehearsal.agents.http.EventStream;
import dev.rehearsal.agents.http.Exchange;
import dev.rehearsal.agents.http.Tree;
import dev.rehearsal.agents.http.WholeReply;
import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.simulation.AgentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Streamable HTTP: each message is a POST, its reply one document or a stream of events. Used by one thread at a time. */
final class HttpWire implements Wire {
    private final Exchange exchange;
    private final URI address;
    private final Map<String, String> headers;
    private @Nullable String session;
    private @Nullable String version;

    /** @param headers sent along; the values may be secret */
    HttpWire(Exchange exchange, URI address, Map<String, String> headers) {
        this.exchange = exchange;
        this.address = address;
        this.headers = headers;
    }

    @Override
    public void agreed(String version) {
        this.version = version;
    }

    @Override
    public @Nullable Map<?, ?> send(Map<String, ?> message) throws InterruptedException {
        byte[] body = Json.write(message).getBytes(StandardCharsets.UTF_8);
        HttpResponse<InputStream> response = exchange.send(request("POST", body));
        response.headers().firstValue("mcp-session-id").ifPresent(id -> session = id);
        Object id = message.get("id");
        try (InputStream stream = response.body()) {
            if (id == null) {
                return null;
            }
            String type = WholeReply.type(response);
            return type.startsWith("text/event-stream")
                    ? among(EventStream.texts(stream), id)
                    : Tree.map(WholeReply.read(stream, type, address));
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException("interrupted").initCause(e);
        } catch (IOException e) {
            throw Exchange.failed(address, "the reply broke off" + Exchange.said(e), e);
        }
    }

    private static Map<?, ?> among(List<String> events, Object id) {
        for (String event : events) {
            Map<?, ?> message = Tree.map(Json.parse(event).orElse(null));
            if (!message.containsKey("method") && id.equals(message.get("id"))) {
                return message;
            }
        }
        throw new AgentException("the MCP server's stream ended without a reply"
                + (events.isEmpty() ? "" : "; its last event: '" + Excerpt.of(events.getLast()) + "'"));
    }

    private HttpRequest request(String method, byte @Nullable [] body) {
        var sent = new LinkedHashMap<String, String>();
        sent.put("Accept", "application/json, text/event-stream");
        sent.put("Content-Type", "application/json");
        if (session != null) {
            sent.put("Mcp-Session-Id", session);
        }
        if (version != null) {
            sent.put("MCP-Protocol-Version", version);
        }
        headers.forEach((name, value) -> {
            sent.keySet().removeIf(name::equalsIgnoreCase);
            sent.put(name, value);
        });
        return Exchange.request(method, address, sent, body);
    }

    /** Tells the server that the session has ended; one that cannot be told ends it by itself. */
    @Override
    public void close() {
        if (session == null) {
            return;
        }
        try {
            exchange.send(request("DELETE", null)).body().close();
        } catch (AgentException | IOException e) {
            session = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
