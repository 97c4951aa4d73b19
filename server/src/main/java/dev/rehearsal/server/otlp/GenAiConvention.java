package dev.rehearsal.server.otlp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's own semantic conventions for generative AI: messages as attributes or in an event, as they are now; one event for each
 * message, as they were until 1.36; and prompt and completion in events, as they were at first.
 */
final class GenAiConvention implements Convention {
    private static final Set<String> MESSAGE_EVENTS =
            Set.of("gen_ai.system.message", "gen_ai.user.message", "gen_ai.assistant.message", "gen_ai.tool.message");

    @Override
    public void read(SpanFacts span) {
        String operation = span.text("gen_ai.operation.name");
        if (operation != null) {
            span.kind(
                    switch (operation) {
                        case "chat", "text_completion", "generate_content" -> "llm";
                        case "execute_tool" -> "tool";
                        case "invoke_agent", "create_agent", "invoke_workflow" -> "agent";
                        case "retrieval" -> "retriever";
                        default -> "other";
                    });
        } else if (span.text("gen_ai.tool.name") != null) {
            span.kind("tool");
        } else if (span.text("gen_ai.request.model", "gen_ai.response.model") != null) {
            span.kind("llm");
        }
        span.session(span.text("gen_ai.conversation.id", "session.id", "langfuse.session.id"));
        span.user(span.text("user.id", "enduser.id", "langfuse.user.id"));
        span.model(span.text("gen_ai.response.model", "gen_ai.request.model"));
        span.usage(Numbers.usage(
                first(span, "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"),
                first(span, "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"),
                first(span, "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cached_tokens")));
        messages(span);
        if (span.kind().equals("tool")) {
            span.tool(
                    span.text("gen_ai.tool.name"),
                    span.text("gen_ai.tool.call.id"),
                    span.take("gen_ai.tool.call.arguments"),
                    span.take("gen_ai.tool.call.result", "gen_ai.tool.output"));
        }
        // the same in every trace of a conversation
        span.take("gen_ai.system_instructions");
        span.take("gen_ai.tool.definitions");
    }

    private static void messages(SpanFacts span) {
        read(span, span.take("gen_ai.input.messages"), span.take("gen_ai.output.messages"));
        var input = new ArrayList<Said>();
        var output = new ArrayList<Said>();
        for (Iterator<SpanFacts.SpanEvent> events = span.events().iterator(); events.hasNext(); ) {
            SpanFacts.SpanEvent event = events.next();
            if (event(event, span, input, output)) {
                events.remove();
            }
        }
        span.input(input);
        span.output(output);
    }

    private static void read(SpanFacts span, @Nullable Object input, @Nullable Object output) {
        Messages.read(input).ifPresent(span::input);
        Messages.read(output).ifPresent(span::output);
    }

    /** Says whether it was one of ours. */
    private static boolean event(SpanFacts.SpanEvent event, SpanFacts span, List<Said> input, List<Said> output) {
        Map<String, @Nullable Object> attributes = event.attributes();
        switch (event.name()) {
            case "gen_ai.client.inference.operation.details" ->
                read(span, attributes.get("gen_ai.input.messages"), attributes.get("gen_ai.output.messages"));
            case "gen_ai.content.prompt" -> prompt(attributes.get("gen_ai.prompt"), Said.USER, input);
            case "gen_ai.content.completion" -> prompt(attributes.get("gen_ai.completion"), Said.ASSISTANT, output);
            case "gen_ai.choice" -> {
                Object message = attributes.getOrDefault("message", attributes.get("content"));
                prompt(message, Said.ASSISTANT, output);
            }
            default -> {
                if (!MESSAGE_EVENTS.contains(event.name())) {
                    return false;
                }
                String role =
                        event.name().substring("gen_ai.".length(), event.name().lastIndexOf('.'));
                var message = new java.util.LinkedHashMap<String, @Nullable Object>(attributes);
                message.putIfAbsent("role", role);
                if (message.containsKey("id")) {
                    message.put("tool_call_id", message.get("id"));
                }
                Messages.read(message).ifPresent(input::addAll);
            }
        }
        return true;
    }

    /** Messages, or one message, or just a text. */
    private static void prompt(@Nullable Object value, String role, List<Said> messages) {
        Object read = Json.read(value);
        if (read instanceof Map<?, ?> map && !map.containsKey("role") && map.containsKey("content")) {
            var message = new java.util.LinkedHashMap<Object, @Nullable Object>(map);
            message.put("role", role);
            read = message;
        }
        Messages.read(read).ifPresentOrElse(messages::addAll, () -> {
            if (value != null) {
                messages.add(Said.of(role, Json.text(value)));
            }
        });
    }

    private static @Nullable Object first(SpanFacts span, String... names) {
        for (String name : names) {
            Object value = span.attributes().get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
