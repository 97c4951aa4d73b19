package dev.rehearsal.comparison;

import dev.rehearsal.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one metric differs between two runs, over the cases that have a value in both.
 *
 * @param metric as in a run's metrics; {@code stop_reason/goal_achieved} is the share of sessions that reached their goal
 * @param yesIsBetter whether more is better, as it is for yes and no; of numbers and categories that is not known
 * @param cases how many have a value in both
 * @param first the mean of those cases' means in the first run
 * @param second the same in the second run
 * @param interval of the difference, of this metric alone; null for a single case that was tried several times or measured
 * @param test by what it was tested
 * @param pValue how often so large a difference comes by chance
 * @param adjusted the same by Holm's correction over all metrics of the comparison
 * @param detectable the smallest difference that would have been found in 80 of 100 such pairs of runs; null for a single case
 * @param rose cases whose mean went up, those that changed most first
 * @param fell cases whose mean went down, likewise
 * @param unscoredFirst turns or sessions of the first run that could not be scored
 * @param unscoredSecond the same of the second
 * @param unpaired cases of both runs that have a value in one only
 */
public record Difference(
        String metric,
        boolean yesIsBetter,
        int cases,
        double first,
        double second,
        @Nullable Interval interval,
        Test test,
        double pValue,
        double adjusted,
        @Nullable Double detectable,
        List<CaseChange> rose,
        List<CaseChange> fell,
        long unscoredFirst,
        long unscoredSecond,
        int unpaired) {
    private static final double SIGNIFICANT = 0.05;

    public Difference {
        rose = List.copyOf(rose);
        fell = List.copyOf(fell);
    }

    /** By what a difference is tested. */
    public enum Test {
        /** Yes or no once a case. */
        MCNEMAR,
        /** Means of cases. */
        SIGN_FLIP;

        /** As it stands in files and JSON. */
        public String code() {
            return this == MCNEMAR ? "mcnemar" : "sign_flip";
        }
    }

    public double difference() {
        return second - first;
    }

    /** Whether it could well be chance. */
    public boolean isNoise() {
        return adjusted >= SIGNIFICANT;
    }

    /** Whether the second run is worse, beyond noise. */
    public boolean isRegression() {
        return yesIsBetter && !isNoise() && difference() < 0;
    }

    /** In a word or two: {@code better}, {@code worse}, {@code higher}, {@code lower} or {@code inside the noise}. */
    public String verdict() {
        if (isNoise()) {
            return "inside the noise";
        }
        boolean up = difference() > 0;
        if (yesIsBetter) {
            return up ? "better" : "worse";
        }
        return up ? "higher" : "lower";
    }

    /** Why it is inside the noise although its interval leaves out 0, where that is so. */
    public Optional<String> noiseDespiteItsInterval() {
        if (!isNoise() || interval == null || interval.contains(0)) {
            return Optional.empty();
        }
        return Optional.of(
                pValue < SIGNIFICANT
                        ? String.format(
                                Locale.ROOT,
                                "the interval leaves out 0, as it looks at this metric alone (p = %.3f); among all metrics that are"
                                        + " compared one like it may well be chance (p = %.3f)",
                                pValue,
                                adjusted)
                        : String.format(
                                Locale.ROOT,
                                "the interval leaves out 0, but it is an approximation; the exact test finds a difference like this by"
                                        + " chance too often (p = %.3f)",
                                pValue));
    }

    Difference withAdjusted(double adjusted) {
        return new Difference(
                metric,
                yesIsBetter,
                cases,
                first,
                second,
                interval,
                test,
                pValue,
                adjusted,
                detectable,
                rose,
                fell,
                unscoredFirst,
                unscoredSecond,
                unpaired);
    }
}
