package dev.rehearsal.model;

/**
 * How many calls may be in flight to a provider that may ask to slow down (429). The first such answer lowers the limit at once; then a
 * round of calls shows whether that helped. What remains although the limit was lowered does not come from too many calls in flight, and is
 * put up with, up to a third of the calls; what goes beyond lowers the limit again. Each round without such a finding raises it by a fifth,
 * up to where it started. Not safe for use by many threads.
 */
final class CallLimit {
    private static final double BACK_OFF = 0.7;
    private static final double LOWEST_BACK_OFF = 0.25;
    private static final double RAISE = 0.2;
    private static final double MOST_TOLERATED = 1.0 / 3;
    private static final double NEWS = 0.2;
    private static final double STANDARD_DEVIATIONS = 3;
    private static final int SHORTEST_ROUND = 50;

    private final int most;
    private double limit;
    private long round;
    private int outcomes;
    private int rejections;

    /** The share of rejected calls that lower limits did not make smaller. */
    private double tolerated;

    /** After the limit was lowered: the share of rejections that it should bring if they come from calls in flight. */
    private double expected;

    private boolean justLowered;

    CallLimit(int most) {
        this.most = most;
        this.limit = most;
    }

    /** The most calls in flight. */
    int calls() {
        return (int) limit;
    }

    /** Changes when the limit is lowered: what calls of earlier rounds meet says nothing about the limit of now. */
    long round() {
        return round;
    }

    void replied(long round) {
        if (round == this.round) {
            outcomes++;
            endRoundIfLong();
        }
    }

    void rejected(long round) {
        if (round != this.round) {
            return;
        }
        outcomes++;
        rejections++;
        if (!justLowered && isTooMany()) {
            lower(BACK_OFF);
        } else {
            endRoundIfLong();
        }
    }

    private void endRoundIfLong() {
        if (outcomes < Math.max(SHORTEST_ROUND, limit)) {
            return;
        }
        double share = share();
        if (justLowered) {
            tolerated = Math.clamp(share - expected, 0, MOST_TOLERATED);
            justLowered = false;
        }
        if (isTooMany()) {
            lower(Math.clamp(1 - (share - tolerated), LOWEST_BACK_OFF, 1));
        } else {
            tolerated = Math.min(MOST_TOLERATED, tolerated + NEWS * (share - tolerated));
            limit = Math.min(most, limit + Math.max(1, limit * RAISE));
            outcomes = 0;
            rejections = 0;
        }
    }

    /** Whether there are more rejections than chance explains beside those that are tolerated. */
    private boolean isTooMany() {
        double chance = STANDARD_DEVIATIONS * Math.sqrt(outcomes * tolerated * (1 - tolerated));
        return rejections > outcomes * tolerated + chance;
    }

    private void lower(double factor) {
        double share = share();
        double lowered = Math.max(1, limit * factor);
        expected = Math.max(0, 1 - (1 - share) * limit / lowered);
        limit = lowered;
        round++;
        outcomes = 0;
        rejections = 0;
        justLowered = true;
    }

    private double share() {
        return (double) rejections / outcomes;
    }
}
