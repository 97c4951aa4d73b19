package dev.rehearsal.agents.spring;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.FileReference;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.content.Media;

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
        AssistantMessage output = response.getResult().getOutput();
        String text = output.getText();
        String media = output.getMedia().stream().map(SpringAiAgent::reference).collect(Collectors.joining("\n"));
        String said = text == null ? "" : text;
        return Answer.of(said.isEmpty() || media.isEmpty() ? said + media : said + "\n\n" + media)
                .withUsage(usage(response));
    }

    private static String reference(Media media) {
        String type = media.getMimeType().toString();
        String kind = media.getMimeType().getType();
        String what = kind.equals("image") || kind.equals("audio") || kind.equals("video") ? kind : "file";
        return (media.getData() instanceof byte[] content
                        ? new FileReference(what, media.getName(), type, "", content.length)
                        : FileReference.at(what, media.getName(), type, String.valueOf(media.getData())))
                .toString();
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
