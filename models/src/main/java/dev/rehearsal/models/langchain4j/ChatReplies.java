package dev.rehearsal.models.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelReply.Finish;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts LangChain4j's responses into our form. */
final class ChatReplies {
    private ChatReplies() {}

    static ModelReply of(ChatResponse response, Function<TokenUsage, Usage> usage) {
        AiMessage message = response.aiMessage();
        List<ToolCall> calls = message.toolExecutionRequests().stream()
                .map(call -> ToolCall.of(
                        call.id() == null ? "" : call.id(),
                        call.name(),
                        call.arguments() == null || call.arguments().isBlank() ? "{}" : call.arguments()))
                .toList();
        TokenUsage tokens = response.tokenUsage();
        return new ModelReply(
                message.text() == null ? "" : message.text(),
                calls,
                finish(response.finishReason()),
                tokens == null ? Usage.NONE : usage.apply(tokens));
    }

    /** What every provider says. */
    static Usage usage(TokenUsage tokens) {
        return usage(tokens, 0, 0);
    }

    /**
     * @param cached read tokens that came from the provider's cache
     * @param uncounted read tokens that are not in the usage's count
     */
    static Usage usage(TokenUsage tokens, @Nullable Integer cached, int uncounted) {
        return new Usage(
                number(tokens.inputTokenCount()) + uncounted, number(tokens.outputTokenCount()), number(cached));
    }

    static int number(@Nullable Integer count) {
        return count == null ? 0 : Math.max(0, count);
    }

    private static Finish finish(@Nullable FinishReason reason) {
        return switch (reason) {
            case STOP -> Finish.STOP;
            case LENGTH -> Finish.LENGTH;
            case TOOL_EXECUTION -> Finish.TOOL_CALLS;
            case CONTENT_FILTER -> Finish.CONTENT_FILTER;
            case OTHER -> Finish.OTHER;
            case null -> Finish.OTHER;
        };
    }
}
