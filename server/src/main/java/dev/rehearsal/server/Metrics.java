package dev.rehearsal.server;

import dev.rehearsal.server.live.LiveRuns;
import dev.rehearsal.server.live.Watching;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.ExperimentRow;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What monitoring asks: {@code GET /metrics}, in Prometheus' text format. */
final class Metrics implements Area {
    private static final String STARTED = "rehearsal.started";

    private final Store store;
    private final LiveRuns live;
    private final Watching watching;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder answered = new LongAdder();

    Metrics(Store store, LiveRuns live, Watching watching) {
        this.store = store;
        this.live = live;
        this.watching = watching;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.before(context -> {
            context.attribute(STARTED, System.nanoTime());
            underWay.incrementAndGet();
        });
        routes.after(this::answered);
        routes.get(
                "/metrics",
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(text()));
    }

    private void answered(Context context) {
        Long started = context.attribute(STARTED);
        if (started != null) {
            underWay.decrementAndGet();
            nanos.add(System.nanoTime() - started);
            answered.increment();
            String status = context.statusCode() / 100 + "xx";
            requests.computeIfAbsent(context.method().name() + " " + status, key -> new LongAdder())
                    .increment();
        }
    }

    private String text() {
        var text = new StringBuilder();
        head(text, "rehearsal_http_requests_total", "counter", "Requests that were answered.");
        new TreeMap<>(requests)
                .forEach((key, count) -> text.append("rehearsal_http_requests_total{method=\"")
                        .append(key, 0, key.indexOf(' '))
                        .append("\",status=\"")
                        .append(key.substring(key.indexOf(' ') + 1))
                        .append("\"} ")
                        .append(count.sum())
                        .append('\n'));
        head(text, "rehearsal_http_request_seconds", "summary", "How long answers took.");
        line(text, "rehearsal_http_request_seconds_sum", nanos.sum() / 1e9);
        line(text, "rehearsal_http_request_seconds_count", answered.sum());
        gauge(text, "rehearsal_http_requests_under_way", "Requests that are being answered.", underWay.get());
        gauge(text, "rehearsal_event_streams", "Streams of events that are open.", watching.count());
        gauge(text, "rehearsal_runs_live", "Runs that are under way in this process.", live.count());
        List<ExperimentRow> experiments = store.runs().experiments();
        gauge(
                text,
                "rehearsal_runs",
                "Runs in the store.",
                experiments.stream().mapToLong(ExperimentRow::runs).sum());
        gauge(
                text,
                "rehearsal_sessions",
                "Sessions in the store, superseded ones not counted.",
                experiments.stream().mapToLong(ExperimentRow::sessions).sum());
        gauge(
                text,
                "rehearsal_unpublished",
                "Turns, assessments and runs that are to be published and are not yet.",
                store.outbox().publications().stream()
                        .mapToLong(each -> each.turns() + each.others())
                        .sum());
        Runtime runtime = Runtime.getRuntime();
        gauge(
                text,
                "rehearsal_heap_used_bytes",
                "Memory that objects take.",
                runtime.totalMemory() - runtime.freeMemory());
        return text.toString();
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        head(text, name, "gauge", help);
        line(text, name, value);
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder text, String name, Number value) {
        text.append(name).append(' ').append(value).append('\n');
    }
}
