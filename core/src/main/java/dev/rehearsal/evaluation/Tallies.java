package dev.rehearsal.evaluation;

import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.scoring.RepeatedFeedback;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Sums up feedback, stop reasons and spend while they come: a few numbers for each case. */
final class Tallies {
    private final Map<String, Tally> byName = new TreeMap<>();
    private final Map<String, Long> silent = new TreeMap<>();
    private final Map<String, Tally> flips = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<Purpose, Spend> spend = new EnumMap<>(Purpose.class);
    private long failures;

    synchronized void add(String caseId, Feedback feedback) {
        RepeatedFeedback.flipRate(feedback)
                .ifPresent(rate -> flips.computeIfAbsent(feedback.name(), name -> new Tally(name, "flip_rate"))
                        .add(caseId, rate, false));
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

    /** That scorer had nothing to say about a turn or a session. */
    synchronized void silent(String scorer) {
        silent.merge(scorer, 1L, Long::sum);
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
        var unheard = new TreeMap<>(silent);
        byName.forEach((name, tally) -> {
            tally.metric(seed).ifPresent(metric -> {
                Long count = unheard.remove(name);
                metrics.add(count == null ? metric : metric.withSilent(count));
            });
            Tally flip = flips.get(name);
            if (flip != null) {
                flip.metric(seed).ifPresent(metrics::add);
            }
        });
        unheard.forEach((name, count) -> metrics.add(new Metric(name + "/mean", null, 0, 0, null, count)));
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
