package dev.rehearsal.evaluation;

import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.scoring.RepeatedFeedback;
import dev.rehearsal.simulation.StopReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sums up feedback, stop reasons and spend while they come: a few numbers for each session. */
final class Tallies {
    private final Map<String, Tally> byName = new TreeMap<>();
    private final Map<String, Map<Seat, Long>> silent = new TreeMap<>();
    private final Set<Seat> natural = new HashSet<>();
    private final Set<Seat> plumbing = new HashSet<>();
    private final Map<String, Tally> flips = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<Purpose, Spend> spend = new EnumMap<>(Purpose.class);
    private long failures;

    synchronized void add(Seat seat, Feedback feedback) {
        RepeatedFeedback.flipRate(feedback)
                .ifPresent(rate -> flips.computeIfAbsent(feedback.name(), name -> new Tally(name, "flip_rate"))
                        .add(seat, rate, false));
        byName.computeIfAbsent(feedback.name(), Tally::new).add(seat, feedback);
    }

    /** That scorer had nothing to say about a turn or the session. */
    synchronized void silent(Seat seat, String scorer) {
        silent.computeIfAbsent(scorer, each -> new HashMap<>()).merge(seat, 1L, Long::sum);
    }

    synchronized void add(List<ModelCall> calls) {
        for (ModelCall call : calls) {
            spend.merge(call.key().purpose(), Spend.NONE.plus(call), Spend::plus);
        }
    }

    synchronized void ended(Seat seat, StopReason reason, boolean failure) {
        counts.merge(reason.code(), 1L, Long::sum);
        if (failure) {
            failures++;
        }
        (reason.isPlumbing() ? plumbing : natural).add(seat);
    }

    synchronized void addSpend(Map<Purpose, Spend> before) {
        before.forEach((purpose, spent) -> spend.merge(purpose, spent, Spend::plus));
    }

    synchronized List<Metric> metrics(long seed) {
        var metrics = new ArrayList<Metric>();
        var unheard = new TreeMap<>(silent);
        byName.forEach((name, tally) -> {
            Map<Seat, Long> silences = unheard.remove(name);
            tally.metrics(seed)
                    .forEach(metric -> metrics.add(silences == null ? metric : metric.withSilent(sum(silences))));
            Tally flip = flips.get(name);
            if (flip != null) {
                metrics.addAll(flip.metrics(seed));
            }
        });
        unheard.forEach((name, silences) -> metrics.add(new Metric(name + "/mean", null, 0, 0, null, sum(silences))));
        return metrics;
    }

    private static long sum(Map<Seat, Long> silences) {
        return silences.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What a gate looks at: sessions without a verdict count as not passed. */
    synchronized GateFigures gateFigures(long seed) {
        var all = new HashSet<>(natural);
        all.addAll(plumbing);
        return new GateFigures(counting(all, Set.of(), seed), counting(natural, plumbing, seed), plumbing.size());
    }

    private List<Metric> counting(Set<Seat> sessions, Set<Seat> leftOut, long seed) {
        var metrics = new ArrayList<Metric>();
        byName.forEach((name, tally) -> {
            var judged = new HashSet<>(sessions);
            judged.removeAll(silent.getOrDefault(name, Map.of()).keySet());
            metrics.addAll(tally.countingAll(judged, leftOut).metrics(seed));
        });
        flips.values().forEach(tally -> metrics.addAll(tally.metrics(seed)));
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
