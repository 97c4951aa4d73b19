package dev.rehearsal.scoring;

import dev.rehearsal.conversation.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One feedback of what a scorer said when it was asked the same several times: the value that was given most often, of several such the
 * one that was given first; the mean of numbers. Askings that failed are left out as long as one did not.
 */
public final class RepeatedFeedback {
    /** Stands among the repeats for an asking without a verdict. */
    public static final String ERROR = "error";

    private RepeatedFeedback() {}

    /**
     * Feedback of the same name and place in its asking is taken together.
     *
     * @param askings what was said each time
     */
    public static List<Feedback> of(List<List<Feedback>> askings) {
        if (askings.size() == 1) {
            return askings.getFirst();
        }
        var alike = new LinkedHashMap<String, List<Feedback>>();
        for (List<Feedback> asking : askings) {
            var seen = new LinkedHashMap<String, Integer>();
            for (Feedback feedback : asking) {
                int number = seen.merge(feedback.name(), 1, Integer::sum);
                alike.computeIfAbsent(feedback.name() + "/" + number, key -> new ArrayList<>())
                        .add(feedback);
            }
        }
        return alike.values().stream().map(RepeatedFeedback::together).toList();
    }

    /**
     * How likely it is that another asking gives another verdict: the share of all pairs of repeats that differ. Empty where fewer than two
     * repeats have a verdict.
     */
    public static OptionalDouble flipRate(Feedback feedback) {
        List<String> values =
                feedback.repeats().stream().filter(each -> !each.equals(ERROR)).toList();
        long count = values.size();
        if (count < 2) {
            return OptionalDouble.empty();
        }
        long same = counts(values).values().stream()
                .mapToLong(each -> (long) each * (each - 1))
                .sum();
        return OptionalDouble.of(1 - (double) same / (count * (count - 1)));
    }

    private static Feedback together(List<Feedback> alike) {
        List<String> repeats = alike.stream().map(RepeatedFeedback::text).toList();
        Usage usage = alike.stream().map(Feedback::usage).reduce(Usage.NONE, Usage::plus);
        List<Feedback> judged = alike.stream().filter(each -> !each.failed()).toList();
        if (judged.isEmpty()) {
            return alike.getFirst().withRepeats(repeats, usage);
        }
        boolean numbers = judged.stream().allMatch(each -> each.value() instanceof FeedbackValue.Numeric);
        Feedback chosen = numbers ? mean(judged) : mostFrequent(judged);
        return chosen.withRepeats(repeats, usage);
    }

    private static Feedback mean(List<Feedback> judged) {
        double mean = judged.stream()
                .map(Feedback::value)
                .mapToDouble(value -> value == null ? 0 : value.asNumber().orElse(0))
                .average()
                .orElse(0);
        Feedback first = judged.getFirst();
        return new Feedback(
                first.name(),
                new FeedbackValue.Numeric(mean),
                first.rationale(),
                first.source(),
                first.scorerVersion(),
                first.promptVersion(),
                first.usage(),
                null);
    }

    private static Feedback mostFrequent(List<Feedback> judged) {
        Map<String, Integer> counts =
                counts(judged.stream().map(RepeatedFeedback::text).toList());
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (Feedback feedback : judged) {
            if (counts.getOrDefault(text(feedback), 0) == most) {
                return feedback;
            }
        }
        return judged.getFirst();
    }

    private static Map<String, Integer> counts(List<String> values) {
        var counts = new LinkedHashMap<String, Integer>();
        values.forEach(each -> counts.merge(each, 1, Integer::sum));
        return counts;
    }

    private static String text(Feedback feedback) {
        @Nullable FeedbackValue value = feedback.value();
        return value == null ? ERROR : value.text();
    }
}
