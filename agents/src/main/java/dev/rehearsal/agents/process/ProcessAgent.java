package dev.rehearsal.agents.process;

import dev.rehearsal.agents.reply.AnswerPaths;
import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.agents.reply.Said;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.AgentSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * An agent that is a process: a line of JSON is written to it for each turn, and it answers with one. Each conversation has a process of its
 * own, or, where processes are kept, one that other conversations had before.
 */
final class ProcessAgent implements Agent {
    private final String name;
    private final Supplier<LineProcess> starter;
    private final AnswerPaths paths;
    private final boolean kept;
    private final History history;
    private final boolean resumable;
    private final Map<SessionId, LineProcess> bySession = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<LineProcess> idle = new ConcurrentLinkedDeque<>();

    ProcessAgent(
            String name,
            Supplier<LineProcess> starter,
            AnswerPaths paths,
            boolean kept,
            History history,
            boolean resumable) {
        this.name = name;
        this.starter = starter;
        this.paths = paths;
        this.kept = kept;
        this.history = history;
        this.resumable = resumable;
    }

    @Override
    public Answer answer(AgentRequest request) throws InterruptedException {
        LineProcess process = bySession.computeIfAbsent(request.sessionId(), session -> take());
        boolean whole = false;
        try {
            Answer answer = read(process.ask(Json.write(said(request))), process);
            whole = true;
            return answer;
        } finally {
            if (!whole) {
                bySession.remove(request.sessionId());
                process.close();
            }
        }
    }

    private LineProcess take() {
        LineProcess process;
        while ((process = idle.pollFirst()) != null) {
            if (process.isAlive()) {
                return process;
            }
            process.close();
        }
        return starter.get();
    }

    private static Map<String, Object> said(AgentRequest request) {
        var said = new LinkedHashMap<String, Object>();
        said.put("session_id", request.sessionId().value());
        said.put("turn", request.turn());
        said.put("message", request.lastMessage());
        said.put("messages", Said.messages(request));
        said.put("context", request.context().asMap());
        return said;
    }

    private Answer read(String line, LineProcess process) {
        Object document = Json.parse(line)
                .orElseThrow(() -> new AgentException("the agent's process wrote a line that is no JSON: '"
                        + Excerpt.of(line) + "'; what is meant for people belongs on stderr" + process.lastWords()));
        if (document instanceof Map<?, ?> map && map.get("error") != null) {
            throw new AgentException(
                    "the agent's process says: " + Excerpt.of(String.valueOf(map.get("error"))) + process.lastWords());
        }
        return paths.read(document);
    }

    @Override
    public void end(AgentSession session) {
        LineProcess process = bySession.remove(session.sessionId());
        if (process != null && kept) {
            idle.addFirst(process);
        } else if (process != null) {
            process.close();
        }
    }

    @Override
    public void release() {
        LineProcess process;
        while ((process = idle.pollFirst()) != null) {
            process.close();
        }
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
