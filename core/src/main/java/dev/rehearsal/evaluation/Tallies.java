package dev.rehearsal.evaluation;

import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Sums up feedback, stop reasons and spend while they come: a few numbers for each case. */
final class Tallies {
    private final Map<String, Tally> byName = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<Purpose, Spend> spend = new EnumMap<>(Purpose.class);
    private long failures;

    synchronized void add(String caseId, Feedback feedback) {
        Tally tally = byName.computeIfAbsent(feedback.name(), Tally::new);
        FeedbackValue value = feedback.value();
        if (value == null) {
            tally.failed();
            return;
        }
        OptionalDouble number = value.asNumber();
        if (number.isPresent()) {
            tally.add(caseId, number.getAsDouble(), value instanceof FeedbackValue.YesNo);
        }
    }

    synchronized void add(List<ModelCall> calls) {
        for (ModelCall call : calls) {
            spend.merge(call.key().purpose(), Spend.NONE.plus(call), Spend::plus);
        }
    }

    synchronized void ended(String stopReason, boolean failure) {
        counts.merge(stopReason, 1L, Long::sum);
        if (failure) {
            failures++;
        }
    }

    synchronized void addSpend(Map<Purpose, Spend> before) {
        before.forEach((purpose, spent) -> spend.merge(purpose, spent, Spend::plus));
    }

    synchronized List<Metric> metrics(long seed) {
        var metrics = new ArrayList<Metric>();
        byName.values().forEach(tally -> tally.metric(seed).ifPresent(metrics::add));
        return metrics;
    }

    synchronized Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    synchronized long failures() {
        return failures;
    }

    synchronized Map<Purpose, Spend> spend() {
        return Map.copyOf(spend);
    }
}
