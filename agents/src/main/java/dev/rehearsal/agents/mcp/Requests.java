package dev.rehearsal.agents.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON-RPC's messages. */
final class Requests {
    private static final int METHOD_NOT_FOUND = -32601;

    private Requests() {}

    static Map<String, Object> call(int id, String method, Map<String, ?> params) {
        var message = new LinkedHashMap<String, Object>();
        message.put("jsonrpc", "2.0");
        message.put("id", id);
        message.put("method", method);
        message.put("params", params);
        return message;
    }

    static Map<String, Object> notification(String method) {
        return Map.of("jsonrpc", "2.0", "method", method);
    }

    /** What a server gets that asks back: a ping is answered, and nothing else is offered. */
    static Map<String, Object> refusal(Object id, @Nullable Object method) {
        return "ping".equals(method)
                ? Map.of("jsonrpc", "2.0", "id", id, "result", Map.of())
                : Map.of(
                        "jsonrpc",
                        "2.0",
                        "id",
                        id,
                        "error",
                        Map.of("code", METHOD_NOT_FOUND, "message", "not offered: " + method));
    }
}
