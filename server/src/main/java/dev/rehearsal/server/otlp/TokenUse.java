package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a trace used: a span that says it for all that is below it is not added to what these say themselves. */
final class TokenUse {
    private TokenUse() {}

    static Usage of(List<Span> spans, SpanDepths depths) {
        Map<String, Usage> below = new HashMap<>();
        Usage all = Usage.NONE;
        List<Span> deepestFirst = spans.stream()
                .sorted((one, other) -> Integer.compare(depths.of(other), depths.of(one)))
                .toList();
        Map<String, Span> byId = new HashMap<>();
        spans.forEach(span -> byId.put(span.id(), span));
        for (Span span : deepestFirst) {
            Usage inner = below.getOrDefault(span.id(), Usage.NONE);
            Usage sum = inner.equals(Usage.NONE)
                    ? usage(span.attributes().get(SpanFacts.USAGE).orElse(null))
                    : inner;
            if (span.parentId() != null && byId.containsKey(span.parentId())) {
                below.merge(span.parentId(), sum, Usage::plus);
            } else {
                all = all.plus(sum);
            }
        }
        return all;
    }

    private static Usage usage(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                ? Numbers.usage(map.get("input_tokens"), map.get("output_tokens"), map.get("cached_input_tokens"))
                : Usage.NONE;
    }
}
