package dev.rehearsal.testkit;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests fail, each fault by its share of the requests.
 *
 * @param retryAfter what a rejected client is told, if anything
 * @param malformed share of the structured answers
 * @param kinds the kinds that fail
 */
record Faults(
        double rejecting,
        @Nullable Duration retryAfter,
        double failing,
        double resetting,
        double hanging,
        double malformed,
        Set<RequestKind> kinds,
        long seed) {

    static final Faults NONE = new Faults(0, null, 0, 0, 0, 0, Set.of(RequestKind.values()), 1);

    Faults {
        kinds = Set.copyOf(kinds);
        share("rejecting", rejecting);
        share("failing", failing);
        share("resetting", resetting);
        share("hanging", hanging);
        share("malformed", malformed);
        if (retryAfter != null && retryAfter.isNegative()) {
            throw new IllegalArgumentException("retry after is negative: " + retryAfter);
        }
    }

    Dice dice(long number) {
        return new Dice(seed, number);
    }

    /** What goes wrong before the model thinks, or null. */
    @Nullable
    Reply atOnce(RequestKind kind, Dice dice) {
        if (!kinds.contains(kind)) {
            return null;
        }
        if (dice.hits(Dice.Purpose.HANG, hanging)) {
            return Reply.hang();
        }
        return dice.hits(Dice.Purpose.REJECT, rejecting) ? Reply.rejected(retryAfter) : null;
    }

    /** What goes wrong when the answer is due, or null. */
    @Nullable
    Reply late(RequestKind kind, Dice dice) {
        if (!kinds.contains(kind)) {
            return null;
        }
        if (dice.hits(Dice.Purpose.FAIL, failing)) {
            return Reply.failure(500, "The model server failed, as it was told to.");
        }
        return dice.hits(Dice.Purpose.RESET, resetting) ? Reply.reset() : null;
    }

    boolean spoils(RequestKind kind, Dice dice) {
        return kinds.contains(kind) && dice.hits(Dice.Purpose.MALFORMED, malformed);
    }

    /** A structured answer that is none, in one of several ways. */
    static String malformedAnswer(Dice dice) {
        return switch ((int) (dice.roll(Dice.Purpose.SHAPE) * 4)) {
            case 0 -> "{\"rationale\": \"The conversation went on, and th";
            case 1 -> "I would rather say it in my own words: it went neither well nor badly.";
            case 2 -> "[]";
            default -> "{\"colour\": \"green\", \"weight\": [1, 2, {}]}";
        };
    }

    private static void share(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(what + " is a share from 0 to 1, not " + share);
        }
    }
}
