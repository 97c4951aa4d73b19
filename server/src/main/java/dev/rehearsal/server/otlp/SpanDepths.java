package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far each span of a trace is from the root. One whose parent is not there (yet) is as a root, but after the real one. */
final class SpanDepths {
    private final Map<String, Span> byId = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();

    SpanDepths(List<Span> spans) {
        spans.forEach(span -> byId.put(span.id(), span));
    }

    int of(Span span) {
        Integer known = depths.get(span.id());
        if (known != null) {
            return known;
        }
        int depth = 0;
        Set<String> seen = new HashSet<>();
        Span at = span;
        while (at.parentId() != null && seen.add(at.id())) {
            depth++;
            Span parent = byId.get(at.parentId());
            if (parent == null) {
                break;
            }
            at = parent;
        }
        depths.put(span.id(), depth);
        return depth;
    }
}
