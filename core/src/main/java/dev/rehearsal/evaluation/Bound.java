package dev.rehearsal.evaluation;

import dev.rehearsal.input.InvalidInputException;

/**
 * A bound on a metric that a gate checks.
 *
 * @param metric scorer and aggregate: {@code conversation_completeness/mean}
 * @param atLeast the least value that passes
 */
public record Bound(String metric, double atLeast) {
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
}
