package dev.rehearsal.junit;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.statistics.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What became of a method's invocations, and whether enough of them passed. Each is kept with its session too. */
final class Outcomes {
    /** The name under which a session's outcome is kept. */
    static final String NAME = "test_passed";

    private static final int MOST_NAMED = 20;
    private static final int LONGEST = 200;

    private final @Nullable PassRate rate;
    private final int trials;
    private final List<String> misses = new ArrayList<>();
    private int passed;
    private int missed;
    private boolean checked;

    Outcomes(@Nullable PassRate rate, int trials) {
        this.rate = rate;
        this.trials = trials;
        if (rate != null) {
            check(rate);
        }
    }

    private static void check(PassRate rate) {
        boolean share = rate.atLeast() > 0 && rate.atLeast() <= 1;
        boolean sure = rate.confidence() == 0 || rate.confidence() >= 0.5 && rate.confidence() < 1;
        if (!share || !sure) {
            throw new IllegalArgumentException("@PassRate: atLeast lies between 0 and 1, found " + rate.atLeast()
                    + "; confidence between 0.5 and 1, or it is 0, found " + rate.confidence());
        }
    }

    static Outcomes of(ExtensionContext context) {
        return ConversationTestExtension.methodOf(context).outcomes();
    }

    /** Whether a rate is asked for. */
    boolean isGate() {
        return rate != null;
    }

    synchronized void passed(LiveSession session) {
        passed++;
        keep(session, Feedback.yesNo(NAME, true, ""));
    }

    /** An invocation that an assumption ended says nothing. */
    synchronized void aborted(LiveSession session) {}

    /**
     * @throws TestAbortedException where a rate is asked for: the miss is counted
     * @throws Throwable the failure, with the session, where each counts
     */
    synchronized void missed(LiveSession session, Throwable failure) throws Throwable {
        missed++;
        Simulation simulation = session.simulation();
        String first = Shown.line(Failures.withoutSession(failure, session), LONGEST);
        keep(session, Feedback.yesNo(NAME, false, first));
        misses.add(simulation.testCase().caseId() + ", trial "
                + simulation.key().trial() + " (" + simulation.sessionId() + "): " + first);
        Throwable shown = Failures.withSession(failure, session);
        if (rate == null) {
            throw shown;
        }
        var counted = new TestAbortedException("missed, and counted by the pass rate: " + shown.getMessage());
        counted.setStackTrace(failure.getStackTrace());
        throw counted;
    }

    private static void keep(LiveSession session, Feedback feedback) {
        session.run().scoring().add(session.simulation(), feedback);
    }

    /**
     * Checks the rate, once.
     *
     * @throws TestAbortedException if not all trials were run, as when one of them was selected
     * @throws AssertionFailedError if too few passed
     */
    synchronized void checkRate() {
        if (rate == null || checked) {
            return;
        }
        checked = true;
        int run = passed + missed;
        if (run < trials) {
            throw new TestAbortedException(
                    "the pass rate is not looked at, as only " + run + " of " + trials + " trials told something");
        }
        String fault = fault(rate, new Rate(passed, run));
        if (!fault.isEmpty()) {
            var message = new StringBuilder(fault);
            misses.stream()
                    .limit(MOST_NAMED)
                    .forEach(miss -> message.append("\n  missed: ").append(miss));
            if (misses.size() > MOST_NAMED) {
                message.append("\n  and ").append(misses.size() - MOST_NAMED).append(" more");
            }
            throw new AssertionFailedError(message.toString());
        }
    }

    private static String fault(PassRate asked, Rate found) {
        String share = found.yes() + " of " + found.of() + " trials passed (" + percent(found.value()) + ")";
        if (asked.confidence() == 0) {
            return found.value() >= asked.atLeast()
                    ? ""
                    : share + ", at least " + percent(asked.atLeast()) + " have to pass";
        }
        double sure = found.least(asked.confidence());
        if (sure >= asked.atLeast()) {
            return "";
        }
        int fewest = Rate.fewest(asked.atLeast(), asked.confidence());
        return share + ", which shows with a confidence of " + percent(asked.confidence()) + " a rate of at least "
                + percent(sure) + " only; at least " + percent(asked.atLeast()) + " are asked for"
                + (found.of() < fewest
                        ? ". " + found.of() + " trials cannot show that; " + fewest + " can, if all pass"
                        : "");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", Math.floor(share * 100 + 1e-9));
    }
}
