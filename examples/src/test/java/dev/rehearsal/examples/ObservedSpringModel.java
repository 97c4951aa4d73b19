package dev.rehearsal.examples;

import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.observation.ChatModelObservationDocumentation;
import org.springframework.ai.chat.observation.DefaultChatModelObservationConvention;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.DefaultToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;

/** Does what Spring AI's clients of providers do, without a provider: it observes each call, and lets Spring AI run the tools. */
final class ObservedSpringModel implements ChatModel {
    private final ObservationRegistry registry;
    private final ToolCallingManager tools;

    ObservedSpringModel(ObservationRegistry registry) {
        this.registry = registry;
        this.tools = ToolCallingManager.builder().observationRegistry(registry).build();
    }

    static ToolCallback find() {
        return FunctionToolCallback.builder("find", () -> "order 7 was sent")
                .description("Finds the order.")
                .build();
    }

    @Override
    public ChatOptions getDefaultOptions() {
        return DefaultToolCallingChatOptions.builder().model("shop").build();
    }

    @Override
    public ChatResponse call(Prompt prompt) {
        var context = ChatModelObservationContext.builder()
                .prompt(prompt)
                .provider("shop")
                .build();
        ChatResponse response = ChatModelObservationDocumentation.CHAT_MODEL_OPERATION
                .observation(null, new DefaultChatModelObservationConvention(), () -> context, registry)
                .observe(() -> {
                    ChatResponse said = said(prompt);
                    context.setResponse(said);
                    return said;
                });
        return response.hasToolCalls()
                ? call(new Prompt(tools.executeToolCalls(prompt, response).conversationHistory(), prompt.getOptions()))
                : response;
    }

    private static ChatResponse said(Prompt prompt) {
        AssistantMessage message = prompt.getInstructions().getLast() instanceof ToolResponseMessage result
                ? new AssistantMessage(
                        "It is this: " + result.getResponses().getFirst().responseData())
                : AssistantMessage.builder()
                        .content("")
                        .toolCalls(List.of(new AssistantMessage.ToolCall("c1", "function", "find", "{}")))
                        .build();
        return new ChatResponse(
                List.of(new Generation(message)),
                ChatResponseMetadata.builder().usage(new DefaultUsage(10, 2)).build());
    }
}
