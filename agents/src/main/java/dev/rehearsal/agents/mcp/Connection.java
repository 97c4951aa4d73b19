package dev.rehearsal.agents.mcp;

import dev.rehearsal.agents.http.Tree;
import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.simulation.AgentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A conversation's connection to a server, begun by the first call. Used by one thread at a time. */
final class Connection implements AutoCloseable {
    private static final String VERSION = "2025-06-18";
    private static final int MOST_PAGES = 100;

    private final Wire wire;
    private int calls;
    private @Nullable List<Tool> tools;

    /**
     * A tool of the server.
     *
     * @param parameters its JSON schema
     */
    record Tool(String name, Map<?, ?> parameters) {}

    Connection(Wire wire) {
        this.wire = wire;
    }

    /** @throws AgentException if the server refuses or gives no reply that can be used */
    List<Tool> tools() throws InterruptedException {
        if (tools == null) {
            initialize();
            tools = list();
        }
        return tools;
    }

    private void initialize() throws InterruptedException {
        Map<?, ?> result = call(
                "initialize",
                Map.of(
                        "protocolVersion",
                        VERSION,
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "rehearsal", "version", "1")));
        String version = Tree.text(result.get("protocolVersion"));
        wire.agreed(version.isEmpty() ? VERSION : version);
        wire.send(Requests.notification("notifications/initialized"));
    }

    private List<Tool> list() throws InterruptedException {
        var found = new ArrayList<Tool>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<?, ?> result = call("tools/list", cursor.isEmpty() ? Map.of() : Map.of("cursor", cursor));
            for (Object each : Tree.list(result.get("tools"))) {
                Map<?, ?> tool = Tree.map(each);
                found.add(new Tool(Tree.text(tool.get("name")), Tree.map(tool.get("inputSchema"))));
            }
            cursor = Tree.text(result.get("nextCursor"));
            if (cursor.isEmpty()) {
                break;
            }
        }
        return List.copyOf(found);
    }

    /** What the tool gives back. */
    Map<?, ?> callTool(String tool, Map<String, ?> arguments) throws InterruptedException {
        var params = new LinkedHashMap<String, Object>();
        params.put("name", tool);
        params.put("arguments", arguments);
        return call("tools/call", params);
    }

    private Map<?, ?> call(String method, Map<String, ?> params) throws InterruptedException {
        Map<?, ?> reply = wire.send(Requests.call(++calls, method, params));
        Map<?, ?> error = reply == null ? Map.of() : Tree.map(reply.get("error"));
        if (!error.isEmpty()) {
            throw new AgentException("the MCP server refused " + method + " (" + error.get("code") + "): "
                    + Excerpt.of(String.valueOf(error.get("message"))));
        }
        if (reply == null || !(reply.get("result") instanceof Map<?, ?> result)) {
            throw new AgentException(
                    "the MCP server's reply to " + method + " has no result: '" + Excerpt.of(Json.write(reply)) + "'");
        }
        return result;
    }

    @Override
    public void close() {
        wire.close();
    }
}
