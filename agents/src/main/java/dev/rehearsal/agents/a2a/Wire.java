package dev.rehearsal.agents.a2a;

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
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks over HTTP: for a document, or by JSON-RPC.
 *
 * @param headers sent along; the values may be secret
 * @param allowed refuses an address that nothing may be sent to
 */
record Wire(Exchange exchange, Map<String, String> headers, Consumer<URI> allowed) {
    Wire {
        headers = Map.copyOf(headers);
    }

    /** @throws AgentException if there is no JSON document there */
    Object get(URI address) throws InterruptedException {
        HttpResponse<InputStream> response = send("GET", address, Map.of(), null);
        try (InputStream stream = response.body()) {
            return WholeReply.read(stream, WholeReply.type(response), address);
        } catch (IOException e) {
            throw brokenOff(e, address);
        }
    }

    /**
     * Calls a method.
     *
     * @throws AgentException if there is no result
     */
    Map<?, ?> call(Interface at, String method, Map<String, ?> params) throws InterruptedException {
        HttpResponse<InputStream> response = post(at, method, params, "application/json");
        try (InputStream stream = response.body()) {
            return result(method, WholeReply.read(stream, WholeReply.type(response), at.address()));
        } catch (IOException e) {
            throw brokenOff(e, at.address());
        }
    }

    /**
     * Calls a method whose results come one after another. A stream that breaks off while a task is at work is no failure: the task can be
     * asked for.
     *
     * @throws AgentException if there is no result
     */
    void stream(Interface at, String method, Map<String, ?> params, Updates updates) throws InterruptedException {
        HttpResponse<InputStream> response = post(at, method, params, "text/event-stream");
        String type = WholeReply.type(response);
        try (InputStream stream = response.body()) {
            if (type.startsWith("text/event-stream")) {
                EventStream.texts(
                        stream,
                        event -> updates.accept(result(
                                method,
                                Json.parse(event)
                                        .orElseThrow(() -> new AgentException(
                                                "the A2A agent's stream has an event that is no JSON: '"
                                                        + Excerpt.of(event) + "'")))));
            } else {
                // whoever refuses does so at once
                updates.accept(result(method, WholeReply.read(stream, type, at.address())));
            }
        } catch (IOException e) {
            if (e instanceof InterruptedIOException || !updates.reply().isWorking()) {
                throw brokenOff(e, at.address());
            }
        }
        if (updates.isEmpty()) {
            throw new AgentException("the A2A agent's stream ended without a message or a task");
        }
    }

    private HttpResponse<InputStream> post(Interface at, String method, Map<String, ?> params, String accept)
            throws InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        body.put("jsonrpc", "2.0");
        body.put("id", UUID.randomUUID().toString());
        body.put("method", method);
        body.put("params", params);
        return send("POST", at.address(), Map.of("A2A-Version", at.version(), "Accept", accept), body);
    }

    private static Map<?, ?> result(String method, Object document) {
        Map<?, ?> reply = Tree.map(document);
        Map<?, ?> error = Tree.map(reply.get("error"));
        if (!error.isEmpty()) {
            throw new AgentException("the A2A agent refused " + method + " (" + error.get("code") + "): "
                    + Excerpt.of(String.valueOf(error.get("message"))));
        }
        Map<?, ?> result = Tree.map(reply.get("result"));
        if (result.isEmpty()) {
            throw new AgentException(
                    "the A2A agent's reply to " + method + " has no result: '" + Excerpt.of(Json.write(reply)) + "'");
        }
        return result;
    }

    private HttpResponse<InputStream> send(
            String method, URI address, Map<String, String> more, @Nullable Object content)
            throws InterruptedException {
        allowed.accept(address);
        var sent = new LinkedHashMap<String, String>();
        sent.put("Accept", "application/json");
        if (content != null) {
            sent.put("Content-Type", "application/json");
        }
        sent.putAll(more);
        headers.forEach((name, value) -> {
            sent.keySet().removeIf(name::equalsIgnoreCase);
            sent.put(name, value);
        });
        byte[] body = content == null ? null : Json.write(content).getBytes(StandardCharsets.UTF_8);
        return exchange.send(Exchange.request(method, address, sent, body));
    }

    private static AgentException brokenOff(IOException failure, URI address) throws InterruptedException {
        if (failure instanceof InterruptedIOException) {
            throw (InterruptedException) new InterruptedException("interrupted").initCause(failure);
        }
        return Exchange.failed(address, "the reply broke off" + Exchange.said(failure), failure);
    }
}
