package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.statistics.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run's metrics as JSON. */
final class MetricsJson {
    private static final String METRICS = "metrics";

    private MetricsJson() {}

    static String write(List<Metric> metrics) {
        return Attributes.of(METRICS, metrics.stream().map(MetricsJson::fields).toList())
                .toJson();
    }

    private static Map<String, @Nullable Object> fields(Metric metric) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("name", metric.name());
        fields.put("value", metric.value());
        fields.put("scored", metric.scored());
        fields.put("failed", metric.failed());
        if (metric.silent() > 0) {
            fields.put("silent", metric.silent());
        }
        Interval interval = metric.interval();
        if (interval != null) {
            fields.put("low", interval.low());
            fields.put("high", interval.high());
            fields.put("confidence", interval.confidence());
        }
        if (metric.detectable() != null) {
            fields.put("detectable", metric.detectable());
        }
        Spread spread = metric.spread();
        if (spread != null) {
            fields.put("spread_cases", spread.cases());
            fields.put("spread_trials", spread.trials());
            fields.put("spread_judge", spread.judge());
        }
        return fields;
    }

    static List<Metric> read(String json) {
        var metrics = new ArrayList<Metric>();
        if (Attributes.parse(json).get(METRICS).orElse(List.of()) instanceof List<?> list) {
            for (Object fields : list) {
                metrics.add(metric((Map<?, ?>) fields));
            }
        }
        return metrics;
    }

    private static Metric metric(Map<?, ?> fields) {
        Double low = decimal(fields.get("low"));
        Double high = decimal(fields.get("high"));
        Double confidence = decimal(fields.get("confidence"));
        Double cases = decimal(fields.get("spread_cases"));
        return new Metric(
                String.valueOf(fields.get("name")),
                decimal(fields.get("value")),
                count(fields.get("scored")),
                count(fields.get("failed")),
                low == null || high == null || confidence == null ? null : new Interval(low, high, confidence),
                count(fields.get("silent")),
                cases == null
                        ? null
                        : new Spread(cases, decimal(fields.get("spread_trials")), decimal(fields.get("spread_judge"))),
                decimal(fields.get("detectable")));
    }

    private static @Nullable Double decimal(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : null;
    }

    private static long count(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
