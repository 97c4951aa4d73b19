package dev.rehearsal.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.Supplier;

/** Which address is answered by what. */
final class Routes implements Connection.Endpoint {
    private static final byte[] MODELS = ResponseBodies.json(json -> {
        json.writeStartObject();
        json.writeStringField("object", "list");
        json.writeArrayFieldStart("data");
        for (String id : new String[] {"mock", "mock-user", "mock-agent", "mock-goal", "mock-judge"}) {
            model(json, id);
        }
        for (AgentQuirk quirk : AgentQuirk.values()) {
            model(json, quirk.model());
        }
        json.writeEndArray();
        json.writeEndObject();
    });

    private static final String HEALTHY = "{\"status\":\"ok\"}";

    private final ChatCompletions completions;
    private final Administration administration;

    Routes(ChatCompletions completions, Administration administration) {
        this.completions = completions;
        this.administration = administration;
    }

    @Override
    public void serve(WireRequest request, Connection connection) throws IOException {
        switch (request.path()) {
            case "/v1/chat/completions", "/chat/completions" -> {
                if (takes("POST", request, connection)) {
                    completions.serve(request, connection);
                }
            }
            case "/v1/models", "/models" -> get(request, connection, () -> Response.json(200, MODELS));
            case "/health" -> get(request, connection, () -> Response.text(200, "application/json", HEALTHY));
            case "/admin/stats" -> get(request, connection, administration::statistics);
            case "/admin/requests" -> get(request, connection, administration::requests);
            case "/admin/reset" -> {
                if (takes("POST", request, connection)) {
                    connection.send(administration.reset(request.body()));
                }
            }
            default ->
                connection.send(ResponseBodies.of(
                        Reply.failure(404, "There is nothing at " + request.method() + " " + request.path() + ".")));
        }
    }

    private static void get(WireRequest request, Connection connection, Supplier<Response> response)
            throws IOException {
        if (takes("GET", request, connection)) {
            connection.send(response.get());
        }
    }

    private static boolean takes(String method, WireRequest request, Connection connection) throws IOException {
        boolean taken = request.method().equals(method);
        if (!taken) {
            connection.send(ResponseBodies.of(Reply.failure(405, request.path() + " takes " + method + " only.")));
        }
        return taken;
    }

    private static void model(JsonGenerator json, String id) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("object", "model");
        json.writeStringField("owned_by", "rehearsal");
        json.writeEndObject();
    }
}
