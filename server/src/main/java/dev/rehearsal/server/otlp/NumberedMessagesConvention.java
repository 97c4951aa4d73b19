package dev.rehearsal.server.otlp;

import java.util.Locale;

/** OpenLLMetry (Traceloop): each message is numbered attributes, and what a function was given and gave is JSON. */
final class NumberedMessagesConvention implements Convention {
    @Override
    public void read(SpanFacts span) {
        String kind = span.text("traceloop.span.kind");
        if (kind != null) {
            span.kind(
                    switch (kind.toLowerCase(Locale.ROOT)) {
                        case "tool" -> "tool";
                        case "agent", "workflow" -> "agent";
                        default -> "other";
                    });
        }
        span.session(span.text(
                "traceloop.association.properties.session_id",
                "traceloop.association.properties.conversation_id",
                "traceloop.association.properties.thread_id"));
        span.user(span.text("traceloop.association.properties.user_id"));
        Messages.read(Numbered.take(span, "gen_ai.prompt.", "")).ifPresent(span::input);
        Messages.read(Numbered.take(span, "gen_ai.completion.", "")).ifPresent(span::output);
        Object input = span.take("traceloop.entity.input");
        Object output = span.take("traceloop.entity.output");
        if (span.kind().equals("tool")) {
            span.tool(span.text("traceloop.entity.name"), null, input, output);
        } else {
            Values.input(input).ifPresent(span::input);
            Values.output(output).ifPresent(span::output);
        }
        // attributes, in the first versions of the conventions of OpenTelemetry
        Values.input(span.take("gen_ai.prompt")).ifPresent(span::input);
        Values.output(span.take("gen_ai.completion")).ifPresent(span::output);
    }
}
