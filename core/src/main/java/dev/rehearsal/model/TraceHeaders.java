package dev.rehearsal.model;

import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers by which an agent behind HTTP learns in which turn it is asked, as W3C's Trace Context and Baggage have them: so the spans
 * that it makes are part of the turn, and it can tell the session by the baggage's {@code session.id}.
 */
public final class TraceHeaders {
    private TraceHeaders() {}

    /** Those of the turn that this thread is in; none where it is in no turn. */
    public static Map<String, String> current() {
        var headers = new LinkedHashMap<String, String>();
        Context context = Context.current();
        W3CTraceContextPropagator.getInstance().inject(context, headers, TraceHeaders::put);
        if (!headers.isEmpty()) {
            W3CBaggagePropagator.getInstance().inject(context, headers, TraceHeaders::put);
        }
        return headers;
    }

    private static void put(@org.jspecify.annotations.Nullable Map<String, String> headers, String name, String value) {
        if (headers != null) {
            headers.put(name, value);
        }
    }
}
