package dev.rehearsal.server.pages.session;

import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.formats.report.PlacedSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The steps of a turn on one scale, each as a bar from its start to its end.
 *
 * @param more how many steps are not shown
 */
record Waterfall(List<Bar> bars, int more) {
    private static final int MOST = 200;
    private static final int DEEPEST = 8;

    Waterfall {
        bars = List.copyOf(bars);
    }

    /**
     * A step.
     *
     * @param depth 0 directly under the turn
     * @param start where the bar begins, in per mille of the turn
     * @param length at least 4, so that it is seen
     * @param attributes as JSON; may be empty
     * @param failure may be empty
     */
    record Bar(
            String name,
            String kind,
            int depth,
            long start,
            long length,
            String duration,
            String attributes,
            String failure) {}

    static Waterfall of(Turn turn) {
        Scale scale = Scale.of(turn);
        List<Bar> bars = PlacedSpan.of(turn.spans(), MOST).stream()
                .map(each -> bar(each.span(), each.depth(), scale))
                .toList();
        return new Waterfall(bars, turn.spans().size() - bars.size());
    }

    private static Bar bar(Span span, int depth, Scale scale) {
        long start = scale.place(span.startedAt());
        long end = scale.place(span.startedAt().plus(span.duration()));
        return new Bar(
                span.name(),
                span.kind(),
                Math.min(depth, DEEPEST),
                Math.min(start, 996),
                Math.max(4, end - start),
                Figures.duration(span.duration()),
                span.attributes().isEmpty() ? "" : span.attributes().toJson(),
                span.failure() == null ? "" : span.failure());
    }

    /** From where to where the turn goes: clocks of others may say that a step began before it or ended after it. */
    private record Scale(Instant begin, double nanos) {
        static Scale of(Turn turn) {
            Instant begin = turn.spans().stream()
                    .map(Span::startedAt)
                    .min(Comparator.naturalOrder())
                    .filter(first -> first.isBefore(turn.startedAt()))
                    .orElse(turn.startedAt());
            Instant end = turn.spans().stream()
                    .map(span -> span.startedAt().plus(span.duration()))
                    .max(Comparator.naturalOrder())
                    .filter(last -> last.isAfter(turn.startedAt().plus(turn.latency())))
                    .orElse(turn.startedAt().plus(turn.latency()));
            return new Scale(begin, Math.max(1, Duration.between(begin, end).toNanos()));
        }

        long place(Instant instant) {
            return Math.round(1000 * Duration.between(begin, instant).toNanos() / nanos);
        }
    }
}
