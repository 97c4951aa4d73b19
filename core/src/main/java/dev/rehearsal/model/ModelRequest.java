package dev.rehearsal.model;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param messages the system message first, if there is one
 * @param tools what the model may call
 * @param schema the JSON schema that the reply has to follow, or null for free text
 * @param parameters how to sample
 * @param metadata sent along where the protocol has a place for it (session id and context for an agent behind a chat endpoint)
 * @param call what the call is for; names it in recordings and errors
 */
public record ModelRequest(
        List<Message> messages,
        List<ToolSpec> tools,
        @Nullable ReplySchema schema,
        ModelParameters parameters,
        Attributes metadata,
        CallKey call) {
    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a model request has at least one message");
        }
    }

    public static ModelRequest of(CallKey call, Message... messages) {
        return new ModelRequest(List.of(messages), List.of(), null, ModelParameters.DEFAULT, Attributes.EMPTY, call);
    }

    public ModelRequest withMessages(List<Message> messages) {
        return new ModelRequest(messages, tools, schema, parameters, metadata, call);
    }

    public ModelRequest withTools(List<ToolSpec> tools) {
        return new ModelRequest(messages, tools, schema, parameters, metadata, call);
    }

    public ModelRequest withSchema(@Nullable ReplySchema schema) {
        return new ModelRequest(messages, tools, schema, parameters, metadata, call);
    }

    public ModelRequest withParameters(ModelParameters parameters) {
        return new ModelRequest(messages, tools, schema, parameters, metadata, call);
    }

    public ModelRequest withMetadata(Attributes metadata) {
        return new ModelRequest(messages, tools, schema, parameters, metadata, call);
    }

    public ModelRequest withCall(CallKey call) {
        return new ModelRequest(messages, tools, schema, parameters, metadata, call);
    }
}
