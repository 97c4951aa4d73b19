package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tools that an agent called in a turn: spans of tools, and what a model's messages say of calls and results. A call that both have is
 * one; they are told by their ids, and where there is none by name and arguments.
 */
final class ToolCalls {
    private static final String NONE = "{}";

    private final List<ToolCall> calls = new ArrayList<>();
    private final Map<String, Said.Result> results = new LinkedHashMap<>();

    private ToolCalls() {}

    /** @param spans in the order of time */
    static List<ToolCall> of(List<Span> spans, List<Said> heard, List<Said> said) {
        var found = new ToolCalls();
        for (Span span : spans) {
            if (span.kind().equals("tool")
                    && span.attributes().get(SpanFacts.TOOL).orElse(null) instanceof Map<?, ?> tool) {
                found.add(span, tool);
            }
        }
        found.add(heard);
        found.add(said);
        for (Span span : spans) {
            if (span.kind().equals("llm")) {
                found.add(Said.list(span.attributes().get(SpanFacts.INPUT).orElse(null)));
                found.add(Said.list(span.attributes().get(SpanFacts.OUTPUT).orElse(null)));
            }
        }
        return found.withResults();
    }

    private void add(Span span, Map<?, ?> tool) {
        ToolCall call =
                ToolCall.of(text(tool, "id", ""), text(tool, "name", span.name()), text(tool, "arguments", NONE));
        if (span.failure() != null) {
            calls.add(call.withFailure(span.failure()));
        } else {
            calls.add(tool.get("result") == null ? call : call.withResult(text(tool, "result", "")));
        }
    }

    private void add(List<Said> messages) {
        for (Said message : messages) {
            message.calls().forEach(this::add);
            message.results().forEach(result -> results.putIfAbsent(result.id(), result));
        }
    }

    private void add(ToolCall call) {
        for (int i = 0; i < calls.size(); i++) {
            ToolCall there = calls.get(i);
            if (isSame(there, call)) {
                if (there.arguments().equals(NONE)) {
                    calls.set(
                            i,
                            new ToolCall(there.id(), there.name(), call.arguments(), there.result(), there.failed()));
                }
                return;
            }
        }
        calls.add(call);
    }

    private static boolean isSame(ToolCall one, ToolCall other) {
        return one.id().isEmpty() || other.id().isEmpty()
                ? one.name().equals(other.name()) && one.arguments().equals(other.arguments())
                        || one.name().equals(other.name())
                                && Json.read(one.arguments()) instanceof Map<?, ?> given
                                && given.equals(Json.read(other.arguments()))
                : one.id().equals(other.id());
    }

    private List<ToolCall> withResults() {
        return calls.stream()
                .map(call -> {
                    Said.Result result = results.get(call.id());
                    return call.result() == null && result != null ? call.withResult(result.text()) : call;
                })
                .toList();
    }

    private static String text(Map<?, ?> map, String name, String otherwise) {
        Object value = map.get(name);
        return value == null ? otherwise : value.toString();
    }
}
