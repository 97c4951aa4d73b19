package dev.rehearsal.server.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MLflow's tracing, as it exports its spans: all attributes are JSON, those of other conventions too. */
final class MlflowConvention implements Convention {
    @Override
    public void read(SpanFacts span) {
        if (span.attributes().keySet().stream().noneMatch(name -> name.startsWith("mlflow."))) {
            return;
        }
        span.attributes()
                .replaceAll((name, value) ->
                        value instanceof String text && text.startsWith("\"") ? Json.read(text) : value);
        String kind = plain(span.take("mlflow.spanType"));
        if (!kind.isEmpty()) {
            span.kind(
                    switch (kind.toUpperCase(Locale.ROOT)) {
                        case "CHAT_MODEL", "LLM" -> "llm";
                        case "TOOL" -> "tool";
                        case "RETRIEVER", "RERANKER" -> "retriever";
                        case "AGENT", "CHAIN", "WORKFLOW" -> "agent";
                        default -> "other";
                    });
        }
        String session = plain(span.attributes().get("mlflow.trace.session"));
        String user = plain(span.attributes().get("mlflow.trace.user"));
        span.session(session.isEmpty() ? null : session);
        span.user(user.isEmpty() ? null : user);
        if (Json.read(span.take("mlflow.chat.tokenUsage")) instanceof Map<?, ?> usage) {
            span.usage(Numbers.usage(
                    usage.get("input_tokens"), usage.get("output_tokens"), usage.get("cache_read_input_tokens")));
        }
        Object input = Json.read(span.take("mlflow.spanInputs"));
        Object output = Json.read(span.take("mlflow.spanOutputs"));
        switch (span.kind()) {
            case "tool" -> span.tool(plain(span.attributes().get("mlflow.spanFunctionName")), null, input, output);
            case "retriever" -> span.documents(documents(output));
            default -> {
                Values.input(input).ifPresent(span::input);
                Values.output(output).ifPresent(span::output);
            }
        }
        span.take("mlflow.chat.tools");
        span.take("mlflow.traceRequestId");
    }

    private static String plain(@Nullable Object value) {
        return Json.text(Json.read(value));
    }

    private static List<String> documents(@Nullable Object output) {
        var documents = new ArrayList<String>();
        if (output instanceof List<?> list) {
            for (Object each : list) {
                documents.add(Json.text(
                        each instanceof Map<?, ?> map && map.get("page_content") != null
                                ? map.get("page_content")
                                : each));
            }
        }
        return documents;
    }
}
