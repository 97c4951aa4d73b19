package dev.rehearsal.agents.http;

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
        String type = WholeReply.type(response);
        Protocol.Parts parts = protocol.parts();
        try (InputStream stream = response.body()) {
            if (type.startsWith("text/event-stream")) {
                if (EventStream.read(EventStream.bounded(stream, WholeReply.MOST_BYTES), clock.watching(parts))) {
                    parts.done();
                }
                return parts.answer();
            }
            if (type.startsWith("application/x-ndjson") || type.startsWith("application/jsonl")) {
                EventStream.readLines(EventStream.bounded(stream, WholeReply.MOST_BYTES), clock.watching(parts));
                return parts.answer();
            }
            return protocol.whole(WholeReply.read(stream, type, address));
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
}
