package dev.rehearsal.server.otlp;

import org.jspecify.annotations.Nullable;

/** What Spring AI's observations add to OpenTelemetry's conventions: clients, advisors, tools and vector stores are of its own kinds. */
final class SpringAiConvention implements Convention {
    /** Of conversations that nobody named: strangers would share it. */
    private static final String UNNAMED = "default";

    @Override
    public void read(SpanFacts span) {
        String kind = span.text("spring.ai.kind");
        if (kind != null) {
            span.kind(
                    switch (kind) {
                        case "chat_client" -> "agent";
                        case "tool_call" -> "tool";
                        case "vector_store" -> "retriever";
                        default -> "other";
                    });
        }
        span.session(conversation(span));
        if (span.kind().equals("tool")) {
            span.tool(
                    span.text("spring.ai.tool.definition.name"),
                    null,
                    span.take("spring.ai.tool.call.arguments"),
                    span.take("spring.ai.tool.call.result"));
        }
        // the same in every trace of a conversation
        span.take("spring.ai.tool.definition.description");
        span.take("spring.ai.tool.definition.schema");
    }

    private static @Nullable String conversation(SpanFacts span) {
        String id = span.text("spring.ai.chat.client.conversation.id");
        return UNNAMED.equals(id) ? null : id;
    }
}
