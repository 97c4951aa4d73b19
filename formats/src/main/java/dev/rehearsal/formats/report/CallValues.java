package dev.rehearsal.formats.report;

import dev.rehearsal.conversation.Span;
import dev.rehearsal.model.ModelCall;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps inside of turns, and the model calls of a session, as values by name, snake_case. */
public final class CallValues {
    private CallValues() {}

    public static Map<String, @Nullable Object> of(Span span) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("id", span.id());
        values.put("parent_id", span.parentId());
        values.put("name", span.name());
        values.put("kind", span.kind());
        values.put("started_at", span.startedAt().toString());
        values.put("duration_ms", span.duration().toNanos() / 1e6);
        values.put("attributes", span.attributes().asMap());
        values.put("failure", span.failure());
        return values;
    }

    public static Map<String, @Nullable Object> of(ModelCall call) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("purpose", call.key().purpose().code());
        values.put("turn", call.key().turn() == 0 ? null : call.key().turn());
        values.put("model", call.model());
        values.put("input_tokens", call.usage().inputTokens());
        values.put("output_tokens", call.usage().outputTokens());
        values.put("cached_input_tokens", call.usage().cachedInputTokens());
        values.put("cost", call.usd());
        values.put("duration_ms", call.duration().toMillis());
        values.put("attempts", call.attempts());
        values.put("discarded", call.discarded());
        values.put("failure", call.failure());
        return values;
    }
}
