package dev.rehearsal.agents.mcp;

import dev.rehearsal.agents.http.Template;
import dev.rehearsal.agents.http.Tree;
import dev.rehearsal.agents.mcp.Connection.Tool;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.AgentRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tool takes the conversation, and what it is given.
 *
 * @param name empty for the only one
 * @param arguments null to go by the names of the tool's parameters
 */
record ToolChoice(String name, @Nullable Template arguments) {
    /** What parameters are usually called, with what they are given. */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("messages", "{{messages}}"),
            Map.entry("history", "{{messages}}"),
            Map.entry("conversation", "{{messages}}"),
            Map.entry("message", "{{last_message}}"),
            Map.entry("input", "{{last_message}}"),
            Map.entry("text", "{{last_message}}"),
            Map.entry("question", "{{last_message}}"),
            Map.entry("query", "{{last_message}}"),
            Map.entry("prompt", "{{last_message}}"),
            Map.entry("session_id", "{{session_id}}"),
            Map.entry("sessionid", "{{session_id}}"),
            Map.entry("conversation_id", "{{session_id}}"),
            Map.entry("thread_id", "{{session_id}}"),
            Map.entry("context", "{{context}}"),
            Map.entry("turn", "{{turn}}"));

    /** @throws AgentException if it takes what nothing is known for */
    Map<String, Object> arguments(Tool tool, AgentRequest request) {
        Template template = arguments == null ? usual(tool) : arguments;
        var filled = new LinkedHashMap<String, Object>();
        Tree.map(template.fill(request)).forEach((key, value) -> {
            if (value != null) {
                filled.put(String.valueOf(key), value);
            }
        });
        return filled;
    }

    /** @throws AgentException if it cannot be told which one */
    Tool among(List<Tool> tools) {
        if (name.isEmpty() && tools.size() == 1) {
            return tools.getFirst();
        }
        return tools.stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AgentException((name.isEmpty()
                                ? "the MCP server has several tools or none; say which one takes the conversation ('tool')"
                                : "the MCP server has no tool '" + name + "'")
                        + " (it has: "
                        + (tools.isEmpty()
                                ? "none"
                                : tools.stream().map(Tool::name).collect(Collectors.joining(", ")))
                        + ")"));
    }

    private static Template usual(Tool tool) {
        Map<?, ?> parameters = Tree.map(tool.parameters().get("properties"));
        var given = new LinkedHashMap<String, Object>();
        var unknown = new ArrayList<String>();
        for (Object each : parameters.keySet()) {
            String parameter = String.valueOf(each);
            String place = USUAL.get(parameter.toLowerCase(java.util.Locale.ROOT));
            if (place != null) {
                given.put(parameter, place);
            } else if (Tree.list(tool.parameters().get("required")).contains(parameter)) {
                unknown.add(parameter);
            }
        }
        boolean said = given.containsValue("{{messages}}") || given.containsValue("{{last_message}}");
        if (!said || !unknown.isEmpty()) {
            throw new AgentException("the MCP tool '" + tool.name() + "' takes "
                    + new TreeSet<>(
                            parameters.keySet().stream().map(String::valueOf).toList())
                    + "; say what they are given ('arguments'), such as {\"message\": \"{{last_message}}\"}");
        }
        return Template.of("agent.arguments", given);
    }
}
