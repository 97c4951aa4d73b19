package dev.rehearsal.agents.mcp;

import dev.rehearsal.agents.reply.AnswerPaths;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.AgentSession;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An agent that is a tool of an MCP server. Each conversation has a connection of its own, and so a server of its own where that is a
 * command.
 */
final class McpAgent implements Agent {
    private final String name;
    private final Supplier<Wire> server;
    private final ToolChoice choice;
    private final @Nullable AnswerPaths paths;
    private final History history;
    private final boolean resumable;
    private final Map<SessionId, Connection> connections = new ConcurrentHashMap<>();

    McpAgent(
            String name,
            Supplier<Wire> server,
            ToolChoice choice,
            @Nullable AnswerPaths paths,
            History history,
            boolean resumable) {
        this.name = name;
        this.server = server;
        this.choice = choice;
        this.paths = paths;
        this.history = history;
        this.resumable = resumable;
    }

    @Override
    public Answer answer(AgentRequest request) throws InterruptedException {
        Connection connection = connections.computeIfAbsent(request.sessionId(), id -> new Connection(server.get()));
        Connection.Tool tool = choice.among(connection.tools());
        return new ToolResult(connection.callTool(tool.name(), choice.arguments(tool, request))).answer(paths);
    }

    @Override
    public void end(AgentSession session) {
        Connection connection = connections.remove(session.sessionId());
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public void release() {
        connections.values().forEach(Connection::close);
        connections.clear();
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public boolean resumable() {
        return resumable;
    }

    @Override
    public String name() {
        return name;
    }
}
