package dev.rehearsal.models.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Role;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.model.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts our requests into LangChain4j's form. */
final class ChatRequests {
    private ChatRequests() {}

    static ChatRequest of(ModelRequest request) {
        var builder = ChatRequest.builder().messages(messages(request.messages()));
        if (request.parameters().temperature() != null) {
            builder.temperature(request.parameters().temperature());
        }
        if (request.parameters().topP() != null) {
            builder.topP(request.parameters().topP());
        }
        if (request.parameters().maxTokens() != null) {
            builder.maxOutputTokens(request.parameters().maxTokens());
        }
        if (!request.tools().isEmpty()) {
            builder.toolSpecifications(
                    request.tools().stream().map(ChatRequests::tool).toList());
        }
        ReplySchema schema = request.schema();
        if (schema != null && schema.form() != ReplySchema.Form.NONE) {
            builder.responseFormat(schema.form() == ReplySchema.Form.OBJECT ? ResponseFormat.JSON : format(schema));
        }
        return builder.build();
    }

    /** By way of a tool's parameters, which are the one thing that LangChain4j reads from JSON. */
    private static ResponseFormat format(ReplySchema schema) {
        ToolSpecification carrier = tool(new ToolSpec(schema.name(), "", schema.json()));
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name(schema.name())
                        .rootElement(carrier.parameters())
                        .build())
                .build();
    }

    private static ToolSpecification tool(ToolSpec tool) {
        var parts = new LinkedHashMap<String, @Nullable Object>();
        parts.put("name", tool.name());
        parts.put("description", tool.description());
        parts.put("parameters", Attributes.parse(tool.parameters()));
        return ToolSpecification.fromJson(Attributes.from(parts).toJson());
    }

    /** As on OpenAI's wire: a text that a user answered was said after its tools had run, another before. */
    private static List<ChatMessage> messages(List<Message> messages) {
        var all = new ArrayList<ChatMessage>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            switch (message.role()) {
                case SYSTEM -> all.add(SystemMessage.from(message.text()));
                case USER -> all.add(UserMessage.from(message.text()));
                case ASSISTANT -> {
                    boolean answered =
                            i + 1 < messages.size() && messages.get(i + 1).role() == Role.USER;
                    addAssistant(all, message, "call_" + i + "_", answered);
                }
            }
        }
        return all;
    }

    private static void addAssistant(List<ChatMessage> all, Message message, String idPrefix, boolean answered) {
        var calls = new ArrayList<ToolExecutionRequest>();
        var results = new ArrayList<ChatMessage>();
        for (ToolCall call : message.toolCalls()) {
            String result = call.result();
            if (result != null) {
                String id = call.id().isEmpty() ? idPrefix + calls.size() : call.id();
                calls.add(ToolExecutionRequest.builder()
                        .id(id)
                        .name(call.name())
                        .arguments(call.arguments())
                        .build());
                results.add(ToolExecutionResultMessage.builder()
                        .id(id)
                        .toolName(call.name())
                        .text(result)
                        .isError(call.failed() ? true : null)
                        .build());
            }
        }
        if (calls.isEmpty()) {
            all.add(AiMessage.from(message.text()));
        } else if (answered || message.text().isEmpty()) {
            all.add(AiMessage.from(calls));
            all.addAll(results);
            if (!message.text().isEmpty()) {
                all.add(AiMessage.from(message.text()));
            }
        } else {
            all.add(AiMessage.from(message.text(), calls));
            all.addAll(results);
        }
    }
}
