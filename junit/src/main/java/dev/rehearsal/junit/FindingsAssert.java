package dev.rehearsal.junit;

import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Scorer;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about what a scorer found; of a scorer of turns each turn's finding has to be as asserted. */
public class FindingsAssert extends AbstractAssert<FindingsAssert, Findings> {
    private SimulationAssert on;

    /** For AssertJ; begin with {@link SimulationAssert#scores}. */
    public FindingsAssert(Findings actual) {
        super(actual, FindingsAssert.class);
        this.on = new SimulationAssert(actual.simulation());
    }

    FindingsAssert goingOnWith(SimulationAssert on) {
        this.on = on;
        return this;
    }

    /** The value is that, as it stands in files: {@code none}, {@code yes}, {@code 0.5}. */
    @Override
    public FindingsAssert isEqualTo(@Nullable Object expected) {
        String wanted = expected instanceof FeedbackValue value ? value.text() : String.valueOf(expected);
        return each("'" + wanted + "'", value -> value.text().equals(wanted));
    }

    /** The value is not that. */
    @Override
    public FindingsAssert isNotEqualTo(@Nullable Object unexpected) {
        String unwanted = unexpected instanceof FeedbackValue value ? value.text() : String.valueOf(unexpected);
        return each("anything but '" + unwanted + "'", value -> !value.text().equals(unwanted));
    }

    /** Passed. */
    public FindingsAssert isYes() {
        return each("yes", value -> value.equals(new FeedbackValue.YesNo(true)));
    }

    /** Did not pass. */
    public FindingsAssert isNo() {
        return each("no", value -> value.equals(new FeedbackValue.YesNo(false)));
    }

    /** The number is that or more; yes counts as 1 and no as 0. */
    public FindingsAssert isAtLeast(double least) {
        return each(number(least) + " or more", value -> asNumber(value) >= least);
    }

    /** The number is that or less; yes counts as 1 and no as 0. */
    public FindingsAssert isAtMost(double most) {
        return each(number(most) + " or less", value -> asNumber(value) <= most);
    }

    /** Another assertion about the same conversation. */
    public SimulationAssert and() {
        return on;
    }

    /** What another scorer says of the same conversation. */
    public FindingsAssert scores(Scorer scorer) {
        return on.scores(scorer);
    }

    private static double asNumber(FeedbackValue value) {
        OptionalDouble number = value.asNumber();
        return number.orElse(Double.NaN);
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number == Math.rint(number) ? "%.0f" : "%s", number);
    }

    private FindingsAssert each(String wanted, Predicate<FeedbackValue> fits) {
        if (actual.assessments().isEmpty()) {
            fail(actual.scorer() + " was to be " + wanted + ", but it had nothing to say about this session");
        }
        for (Assessment assessment : actual.assessments()) {
            FeedbackValue value = assessment.feedback().value();
            String turn = assessment.turn() == 0 ? "" : " in turn " + assessment.turn();
            if (value == null) {
                fail(actual.scorer() + turn + " was to be " + wanted + ", but could not be judged: "
                        + assessment.feedback().error());
            } else if (!fits.test(value)) {
                String why = assessment.feedback().rationale();
                fail(actual.scorer() + turn + " was to be " + wanted + ", but is '" + value.text() + "'"
                        + (why.isBlank() ? "" : ": " + why));
            }
        }
        return this;
    }

    private void fail(String message) {
        failWithMessage("%s", on.withSession(message));
    }
}
