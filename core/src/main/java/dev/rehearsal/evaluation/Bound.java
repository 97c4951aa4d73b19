package dev.rehearsal.evaluation;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A bound on a metric that a gate checks.
 *
 * @param metric scorer and aggregate: {@code conversation_completeness/mean}; {@code /low} at the end, or in the aggregate's place, is the
 *     lower end of its interval: {@code conversation_completeness/low}, {@code conversation_completeness/pass^3/low}
 * @param atLeast the least value that passes
 */
public record Bound(String metric, double atLeast) {
    private static final String LOW = "/low";

    /** A scorer's name alone stands for its mean. */
    public Bound {
        metric = metric.contains("/") ? metric : metric + "/mean";
        if (!Double.isFinite(atLeast)) {
            throw new InvalidInputException(
                    "gate", "the least value for " + metric + " has to be a number, found " + atLeast);
        }
    }

    /** Reads {@code conversation_completeness=0.9} or {@code conversation_completeness/mean=0.9}. */
    public static Bound parse(String text) {
        int cut = text.lastIndexOf('=');
        if (cut < 1) {
            throw new InvalidInputException("gate", "expected <scorer>=<least value>, found '" + text + "'");
        }
        return of(text.substring(0, cut).strip(), text.substring(cut + 1).strip());
    }

    /** A bound on a scorer's mean, or on the metric where an aggregate is named. */
    public static Bound of(String scorer, String atLeast) {
        try {
            double least = Double.parseDouble(atLeast);
            if (Double.isFinite(least)) {
                return new Bound(scorer, least);
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for both faults
        }
        throw new InvalidInputException(
                "gate", "the least value for " + scorer + " has to be a number, found '" + atLeast + "'");
    }

    String scorer() {
        return metric.substring(0, metric.indexOf('/'));
    }

    /** The metric that is looked at. */
    String aggregate() {
        if (!metric.endsWith(LOW)) {
            return metric;
        }
        String name = metric.substring(0, metric.length() - LOW.length());
        return name.contains("/") ? name : name + "/mean";
    }

    /** What of that metric is looked at; null where it is not there. */
    @Nullable
    Double figure(Metric found) {
        if (!metric.endsWith(LOW)) {
            return found.value();
        }
        Interval interval = found.interval();
        return interval == null ? null : interval.low();
    }
}
