package dev.rehearsal.scorers;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/** How the verdicts of several become one. A verdict that is missing counts against certainty: where it could change the result, there is none. */
public enum Vote {
    /** What most say. A tie of yes and no is no; of others the value that was named first. */
    MAJORITY,
    /** The mean of numbers, with yes as 1 and no as 0. */
    MEAN,
    /** The least of the numbers, with yes as 1 and no as 0. */
    MINIMUM,
    /** The greatest of the numbers, with yes as 1 and no as 0. */
    MAXIMUM,
    /** Yes if all say yes. */
    ALL,
    /** Yes if one says yes. */
    ANY;

    /** The name in files: {@code majority}, {@code mean}, … */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the verdicts are of a kind that cannot be taken together so; the message says which */
    Optional<FeedbackValue> of(List<Feedback> verdicts) {
        List<FeedbackValue> values =
                verdicts.stream().map(Feedback::value).filter(Objects::nonNull).toList();
        int missing = verdicts.size() - values.size();
        return switch (this) {
            case MAJORITY -> majority(values, missing);
            case ALL -> decided(values, missing, false);
            case ANY -> decided(values, missing, true);
            case MEAN ->
                number(values, missing, Double::sum).map(sum -> new FeedbackValue.Numeric(sum / values.size()));
            case MINIMUM -> number(values, missing, Math::min).map(FeedbackValue.Numeric::new);
            case MAXIMUM -> number(values, missing, Math::max).map(FeedbackValue.Numeric::new);
        };
    }

    private static Optional<FeedbackValue> majority(List<FeedbackValue> values, int missing) {
        Map<FeedbackValue, Integer> counts = new LinkedHashMap<>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        var ranked = new ArrayList<>(counts.entrySet());
        ranked.sort(Map.Entry.<FeedbackValue, Integer>comparingByValue().reversed());
        if (ranked.isEmpty()) {
            return Optional.empty();
        }
        int second = ranked.size() > 1 ? ranked.get(1).getValue() : 0;
        int lead = ranked.getFirst().getValue() - second;
        if (missing > 0 && lead <= missing) {
            return Optional.empty();
        }
        FeedbackValue winner = ranked.getFirst().getKey();
        return Optional.of(
                lead == 0 && winner instanceof FeedbackValue.YesNo ? new FeedbackValue.YesNo(false) : winner);
    }

    /** One verdict that is {@code deciding} decides; without one, all have to be there. */
    private Optional<FeedbackValue> decided(List<FeedbackValue> values, int missing, boolean deciding) {
        for (FeedbackValue value : values) {
            if (!(value instanceof FeedbackValue.YesNo)) {
                throw new IllegalArgumentException(
                        "'" + code() + "' takes verdicts of yes and no, found: " + value.text());
            }
        }
        if (values.contains(new FeedbackValue.YesNo(deciding))) {
            return Optional.of(new FeedbackValue.YesNo(deciding));
        }
        return missing > 0 || values.isEmpty() ? Optional.empty() : Optional.of(new FeedbackValue.YesNo(!deciding));
    }

    private Optional<Double> number(List<FeedbackValue> values, int missing, DoubleBinaryOperator together) {
        if (missing > 0 || values.isEmpty()) {
            return Optional.empty();
        }
        double result = Double.NaN;
        for (FeedbackValue value : values) {
            double number = value.asNumber()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + code() + "' takes numbers and verdicts of yes and no, found: " + value.text()));
            result = Double.isNaN(result) ? number : together.applyAsDouble(result, number);
        }
        return Optional.of(result);
    }
}
