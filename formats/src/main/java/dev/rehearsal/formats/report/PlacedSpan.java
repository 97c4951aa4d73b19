package dev.rehearsal.formats.report;

import dev.rehearsal.conversation.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A step of a turn among the others: after the step that it is part of, and in the order of time.
 *
 * @param depth 0 directly under the turn
 */
public record PlacedSpan(Span span, int depth) {
    /**
     * The steps of a turn in the order in which they are shown. One whose parent is not there is directly under the turn.
     *
     * @param most how many at most; steps that are part of each other are left out
     */
    public static List<PlacedSpan> of(List<Span> spans, int most) {
        Set<String> known = new HashSet<>();
        spans.forEach(span -> known.add(span.id()));
        Map<String, List<Span>> children = new HashMap<>();
        for (Span span : spans) {
            String parent = span.parentId();
            boolean first = parent == null || !known.contains(parent) || parent.equals(span.id());
            children.computeIfAbsent(first ? "" : parent, id -> new ArrayList<>())
                    .add(span);
        }
        children.values().forEach(each -> each.sort(Comparator.comparing(Span::startedAt)));
        Deque<PlacedSpan> waiting = new ArrayDeque<>();
        push(waiting, children.remove(""), 0);
        var placed = new ArrayList<PlacedSpan>();
        while (!waiting.isEmpty() && placed.size() < most) {
            PlacedSpan next = waiting.pop();
            placed.add(next);
            push(waiting, children.remove(next.span.id()), next.depth + 1);
        }
        return placed;
    }

    private static void push(Deque<PlacedSpan> waiting, @Nullable List<Span> spans, int depth) {
        if (spans != null) {
            spans.reversed().forEach(span -> waiting.push(new PlacedSpan(span, depth)));
        }
    }
}
