package dev.rehearsal.server.otlp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenInference, as Arize's and others' instrumentation writes it. */
final class OpenInferenceConvention implements Convention {
    @Override
    public void read(SpanFacts span) {
        String kind = span.text("openinference.span.kind");
        if (kind != null) {
            span.kind(
                    switch (kind.toUpperCase(Locale.ROOT)) {
                        case "LLM" -> "llm";
                        case "TOOL" -> "tool";
                        case "RETRIEVER", "RERANKER" -> "retriever";
                        case "AGENT", "CHAIN" -> "agent";
                        default -> "other";
                    });
        }
        span.model(span.text("llm.model_name"));
        span.usage(Numbers.usage(
                span.attributes().get("llm.token_count.prompt"),
                span.attributes().get("llm.token_count.completion"),
                span.attributes().get("llm.token_count.prompt_details.cache_read")));
        Messages.read(Numbered.take(span, "llm.input_messages.", "message.")).ifPresent(span::input);
        Messages.read(Numbered.take(span, "llm.output_messages.", "message.")).ifPresent(span::output);
        if (span.attributes().containsKey("input.value") || span.attributes().containsKey("output.value")) {
            values(span);
        }
        span.documents(Numbered.take(span, "retrieval.documents.", "document.").stream()
                .map(OpenInferenceConvention::content)
                .toList());
        span.take("llm.tools");
        Numbered.take(span, "llm.tools.", "tool.");
    }

    private static void values(SpanFacts span) {
        Object input = span.take("input.value");
        Object output = span.take("output.value");
        span.take("input.mime_type");
        span.take("output.mime_type");
        if (span.kind().equals("tool")) {
            span.tool(span.text("tool.name"), span.text("tool_call.id", "tool.id"), input, output);
        } else if (!span.kind().equals("retriever")) {
            Values.input(input).ifPresent(span::input);
            Values.output(output).ifPresent(span::output);
        }
    }

    private static String content(@Nullable Object document) {
        return document instanceof Map<?, ?> map && map.get("content") != null
                ? Json.text(map.get("content"))
                : Json.text(document == null ? List.of() : document);
    }
}
