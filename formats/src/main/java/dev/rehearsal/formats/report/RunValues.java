package dev.rehearsal.formats.report;

import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.statistics.Spread;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import dev.rehearsal.trust.JudgeTrust;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs as values by name, snake_case. */
public final class RunValues {
    private RunValues() {}

    /** A row of a list. */
    public static Map<String, @Nullable Object> of(RunRecord run, Store store) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("run_id", run.runId().value());
        values.put("experiment", run.experiment());
        values.put("kind", run.kind());
        values.put("status", status(run, store).code());
        values.put("agent", agent(run));
        values.put("agent_version", run.agentVersion());
        values.put("seed", run.seed());
        values.put("trials", run.trials());
        values.put("cases", run.cases());
        values.put(
                "dataset", store.runs().dataset(run.runId()).map(RunValues::of).orElse(null));
        values.put("started_at", run.startedAt().toString());
        values.put("ended_at", run.endedAt() == null ? null : run.endedAt().toString());
        values.put("counts", new TreeMap<>(run.counts()));
        var metrics = new LinkedHashMap<String, Object>();
        run.metrics().forEach(metric -> metrics.put(metric.name(), of(metric)));
        values.put("metrics", metrics);
        return values;
    }

    /** A run with its configuration and what it used. */
    public static Map<String, @Nullable Object> withDetails(RunRecord run, Store store) {
        Map<String, @Nullable Object> values = of(run, store);
        var usage = new LinkedHashMap<String, Object>();
        var spent = new EnumMap<Purpose, Spend>(Purpose.class); // a map that is empty has no type to make one of
        spent.putAll(store.runs().spend(run.runId()));
        spent.forEach((purpose, spend) -> usage.put(purpose.code(), SessionValues.of(spend)));
        values.put("usage", usage);
        values.put("deleted_sessions", store.runs().deletedSessions(run.runId()));
        values.put(
                "scored_again",
                store.runs().scoringsOf(run.runId()).stream()
                        .map(scoring -> scoring.runId().value())
                        .toList());
        values.put(
                "judges",
                JudgeTrust.of(store, run.runId()).stream().map(RunValues::of).toList());
        values.put("configuration", run.configuration());
        return values;
    }

    /** How far it is: a run whose process died is interrupted, whatever was written last. */
    public static RunStatus status(RunRecord run, Store store) {
        return run.status() == RunStatus.RUNNING && !store.runs().isAlive(run.runId())
                ? RunStatus.INTERRUPTED
                : run.status();
    }

    /** The agent as its description names it. */
    public static String agent(RunRecord run) {
        Object agent = run.configuration().get("agent").orElse(null);
        Object target = agent instanceof Map<?, ?> map ? map.get("target") : agent;
        return target != null
                ? target.toString()
                : run.configuration().text("agent_name").orElse("");
    }

    private static Map<String, @Nullable Object> of(DatasetVersionUsed used) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("id", used.id().value());
        values.put("name", used.name());
        values.put("version", used.version());
        return values;
    }

    private static Map<String, @Nullable Object> of(JudgeTrust trust) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("scorer", trust.judge().scorer());
        values.put("prompt_version", trust.judge().promptVersion());
        values.put("model", trust.judge().model());
        values.put("calibrated", trust.calibration().isPresent());
        values.put(
                "calibration",
                trust.calibration().map(CalibrationValues::figures).orElse(null));
        return values;
    }

    private static Map<String, @Nullable Object> of(Metric metric) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("value", metric.value());
        values.put("scored", metric.scored());
        values.put("failed", metric.failed());
        values.put("silent", metric.silent());
        Interval interval = metric.interval();
        values.put("low", interval == null ? null : interval.low());
        values.put("high", interval == null ? null : interval.high());
        values.put("confidence", interval == null ? null : interval.confidence());
        values.put("detectable", metric.detectable());
        Spread spread = metric.spread();
        if (spread != null) {
            var shares = new LinkedHashMap<String, @Nullable Object>();
            shares.put("cases", spread.cases());
            shares.put("trials", spread.trials());
            shares.put("judge", spread.judge());
            values.put("variance", shares);
        }
        return values;
    }
}
