package dev.rehearsal.agents.spring;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.model.ChatResponse;

/**
 * A ChatClient of Spring AI as agent. It gets the newest message; its chat memory keeps the rest, by the session's id as
 * {@link ChatMemory#CONVERSATION_ID}. Tools run inside of the client, which does not tell of their calls.
 */
public final class SpringAiAgent implements Agent {
    private final ChatClient client;

    private SpringAiAgent(ChatClient client) {
        this.client = client;
    }

    /** @param client with a chat memory among its advisors, unless each message stands for itself */
    public static SpringAiAgent of(ChatClient client) {
        return new SpringAiAgent(client);
    }

    @Override
    public Answer answer(AgentRequest request) {
        String session = request.sessionId().value();
        ChatResponse response = client.prompt()
                .user(request.lastMessage())
                .advisors(each -> each.param(ChatMemory.CONVERSATION_ID, session))
                .call()
                .chatResponse();
        if (response == null || response.getResult() == null) {
            return Answer.NONE;
        }
        String text = response.getResult().getOutput().getText();
        return Answer.of(text == null ? "" : text).withUsage(usage(response));
    }

    private static Usage usage(ChatResponse response) {
        var usage = response.getMetadata().getUsage();
        return usage == null
                ? Usage.NONE
                : Usage.of(count(usage.getPromptTokens()), count(usage.getCompletionTokens()));
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
        return "spring-ai";
    }
}
