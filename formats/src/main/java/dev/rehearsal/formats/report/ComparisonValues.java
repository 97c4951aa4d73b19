package dev.rehearsal.formats.report;

import dev.rehearsal.comparison.CaseChange;
import dev.rehearsal.comparison.Comparison;
import dev.rehearsal.comparison.Difference;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.store.RunRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A comparison as values by name, snake_case. */
public final class ComparisonValues {
    private ComparisonValues() {}

    public static Map<String, @Nullable Object> of(Comparison comparison) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("first", of(comparison.first()));
        values.put("second", of(comparison.second()));
        values.put("cases", comparison.cases());
        values.put("only_in_first", comparison.onlyInFirst());
        values.put("only_in_second", comparison.onlyInSecond());
        values.put("only_scored_in_first", comparison.onlyScoredInFirst());
        values.put("only_scored_in_second", comparison.onlyScoredInSecond());
        values.put(
                "differences",
                comparison.differences().stream().map(ComparisonValues::of).toList());
        return values;
    }

    private static Map<String, @Nullable Object> of(RunRecord run) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("run_id", run.runId().value());
        values.put("experiment", run.experiment());
        values.put("agent", RunValues.agent(run));
        values.put("trials", run.trials());
        values.put("counts", new TreeMap<>(run.counts()));
        return values;
    }

    private static Map<String, @Nullable Object> of(Difference difference) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("metric", difference.metric());
        values.put("verdict", difference.verdict());
        values.put("cases", difference.cases());
        values.put("first", difference.first());
        values.put("second", difference.second());
        values.put("difference", difference.difference());
        Interval interval = difference.interval();
        values.put("low", interval == null ? null : interval.low());
        values.put("high", interval == null ? null : interval.high());
        values.put("test", difference.test().code());
        values.put("p_value", difference.pValue());
        values.put("p_value_holm", difference.adjusted());
        values.put("detectable", difference.detectable());
        values.put("unscored_first", difference.unscoredFirst());
        values.put("unscored_second", difference.unscoredSecond());
        values.put("cases_scored_in_one_run_only", difference.unpaired());
        values.put("rose", difference.rose().stream().map(ComparisonValues::of).toList());
        values.put("fell", difference.fell().stream().map(ComparisonValues::of).toList());
        return values;
    }

    private static Map<String, @Nullable Object> of(CaseChange change) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("case_id", change.caseId());
        values.put("first", change.first());
        values.put("second", change.second());
        values.put(
                "first_sessions",
                change.firstSessions().stream().map(SessionId::value).toList());
        values.put(
                "second_sessions",
                change.secondSessions().stream().map(SessionId::value).toList());
        return values;
    }
}
