package dev.rehearsal.agents.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.tool.ToolExecution;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An AiService of LangChain4j as agent. It gets the newest message; its chat memory keeps the rest, by the session's id:
 * {@code LangChain4jAgent.of(assistant::chat)} for {@code Result<String> chat(@MemoryId String session, @UserMessage String message)}. Tool
 * calls come with what the tools gave back, and usage is all that the answer took.
 */
public final class LangChain4jAgent implements Agent {
    private final Chat service;

    private LangChain4jAgent(Chat service) {
        this.service = service;
    }

    /** The method of an AiService that takes a message. */
    @FunctionalInterface
    public interface Chat {
        Result<String> chat(String sessionId, String message);
    }

    public static LangChain4jAgent of(Chat service) {
        return new LangChain4jAgent(service);
    }

    @Override
    public Answer answer(AgentRequest request) {
        Result<String> result = service.chat(request.sessionId().value(), request.lastMessage());
        List<ToolExecution> executions = result.toolExecutions();
        List<ToolCall> calls = executions == null
                ? List.of()
                : executions.stream().map(LangChain4jAgent::call).toList();
        String text = result.content();
        return Answer.of(text == null ? "" : text, calls).withUsage(usage(result.tokenUsage()));
    }

    private static ToolCall call(ToolExecution execution) {
        String id = execution.request().id();
        String arguments = execution.request().arguments();
        ToolCall call =
                ToolCall.of(id == null ? "" : id, execution.request().name(), arguments == null ? "{}" : arguments);
        String result = String.valueOf(execution.result());
        return execution.hasFailed() ? call.withFailure(result) : call.withResult(result);
    }

    private static Usage usage(@Nullable TokenUsage usage) {
        return usage == null ? Usage.NONE : Usage.of(count(usage.inputTokenCount()), count(usage.outputTokenCount()));
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }

    @Override
    public History history() {
        return History.LAST;
    }

    @Override
    public String name() {
        return "langchain4j";
    }
}
