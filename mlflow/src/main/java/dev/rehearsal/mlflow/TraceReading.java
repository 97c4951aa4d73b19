package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a trace of MLflow's as a turn: what its root span was given and gave, its tools, and its other steps. */
final class TraceReading {
    private static final String INPUTS = "mlflow.spanInputs";
    private static final String OUTPUTS = "mlflow.spanOutputs";

    private TraceReading() {}

    static Turn turn(int number, JsonNode trace) {
        JsonNode info = trace.path("trace_info");
        var spans = new ArrayList<SpanTree>();
        trace.path("spans").forEach(each -> spans.add(SpanTree.read(each)));
        Optional<SpanTree> root =
                spans.stream().filter(each -> each.parentId() == null).findFirst();
        String rootId = root.map(SpanTree::id).orElse(null);
        JsonNode inputs = root.map(each -> each.attribute(INPUTS)).orElse(Rest.JSON.missingNode());
        JsonNode outputs = root.map(each -> each.attribute(OUTPUTS)).orElse(Rest.JSON.missingNode());
        String said = said(inputs, info.path("request_preview").asText());
        String answered = answered(outputs, info.path("response_preview").asText());
        var calls = new ArrayList<ToolCall>();
        var steps = new ArrayList<Span>();
        for (SpanTree each : spans) {
            if (!each.id().equals(rootId)) {
                steps.add(each.step(rootId));
                if (each.isTool()) {
                    calls.add(call(each));
                }
            }
        }
        String failure = root.map(SpanTree::failure).orElse(null);
        if (failure == null && info.path("state").asText().equals("ERROR")) {
            failure = "failed";
        }
        boolean silent = answered.isEmpty() && calls.isEmpty();
        return new Turn(
                number,
                Message.user(said),
                silent ? Answer.NONE : new Answer(List.of(Message.assistant(answered, calls)), usage(info)),
                failure,
                root.map(SpanTree::startedAt).orElseGet(() -> MlflowTimes.instant(info.path("request_time"))),
                root.map(SpanTree::duration).orElse(Duration.ZERO),
                steps);
    }

    private static ToolCall call(SpanTree span) {
        JsonNode inputs = span.attribute(INPUTS);
        JsonNode outputs = span.attribute(OUTPUTS);
        ToolCall call = ToolCall.of(span.id(), span.name(), inputs.isObject() ? inputs.toString() : "{}");
        String failure = span.failure();
        if (failure != null) {
            return call.withFailure(failure);
        }
        return outputs.isMissingNode() || outputs.isNull() ? call : call.withResult(text(outputs));
    }

    private static Usage usage(JsonNode info) {
        try {
            JsonNode tokens = Rest.JSON.readTree(
                    info.path("trace_metadata").path("mlflow.trace.tokenUsage").asText("{}"));
            return new Usage(
                    Math.max(0, tokens.path("input_tokens").asLong()),
                    Math.max(0, tokens.path("output_tokens").asLong()),
                    Math.max(0, tokens.path("cache_read_input_tokens").asLong()));
        } catch (java.io.IOException e) {
            return Usage.NONE;
        }
    }

    /** The newest message of the user: many agents are given the whole history each time. */
    private static String said(JsonNode inputs, String preview) {
        JsonNode messages = inputs.has("messages") ? inputs.path("messages") : inputs.path("input");
        if (messages.isArray()) {
            for (int i = messages.size() - 1; i >= 0; i--) {
                if (messages.path(i).path("role").asText().equals("user")) {
                    return content(messages.path(i).path("content"));
                }
            }
        }
        for (String name : new String[] {"input", "question", "query", "message", "prompt"}) {
            if (inputs.path(name).isTextual()) {
                return inputs.path(name).asText();
            }
        }
        if (inputs.isTextual()) {
            return inputs.asText();
        }
        return inputs.isMissingNode() || inputs.isNull() ? preview : inputs.toString();
    }

    private static String answered(JsonNode outputs, String preview) {
        JsonNode choice = outputs.path("choices").path(0).path("message").path("content");
        if (!choice.isMissingNode()) {
            return content(choice);
        }
        JsonNode messages = outputs.has("messages") ? outputs.path("messages") : outputs.path("output");
        if (messages.isArray()) {
            for (int i = messages.size() - 1; i >= 0; i--) {
                if (messages.path(i).path("role").asText().equals("assistant")) {
                    return content(messages.path(i).path("content"));
                }
            }
        }
        if (outputs.isTextual()) {
            return outputs.asText();
        }
        return outputs.isMissingNode() || outputs.isNull() ? preview : outputs.toString();
    }

    /** A message's content: a text, or parts of which some have one. */
    private static String content(JsonNode content) {
        if (!content.isArray()) {
            return text(content);
        }
        var texts = new ArrayList<String>();
        content.forEach(part -> {
            String text = part.isTextual() ? part.asText() : part.path("text").asText();
            if (!text.isEmpty()) {
                texts.add(text);
            }
        });
        return String.join("\n", texts);
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.asText() : node.isNull() ? "" : node.toString();
    }
}
