package dev.rehearsal.store;

import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.FeedbackValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a session's feedback of one name comes to, for a row in a list: the newest value about the session, else the mean of the newest
 * values about its turns. Superseded feedback is not given to it.
 */
public final class ScoreSummary {
    /** Stands for a value where there is an error only. */
    public static final String ERROR = "error";

    private final Map<Integer, Newest> newest = new LinkedHashMap<>();

    /** The newest feedback about a turn, or about the session: a value, or an error. */
    private record Newest(@Nullable FeedbackValue value) {}

    /** The texts by name, of assessments in the order in which they were given. */
    public static Map<String, String> of(List<Assessment> assessments) {
        var texts = new TreeMap<String, String>();
        byName(assessments).forEach((name, summary) -> texts.put(name, summary.text()));
        return texts;
    }

    /** The summaries by name, of assessments in the order in which they were given. */
    static Map<String, ScoreSummary> byName(List<Assessment> assessments) {
        Set<String> superseded = assessments.stream()
                .map(Assessment::supersedes)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var summaries = new TreeMap<String, ScoreSummary>();
        for (Assessment assessment : assessments) {
            if (!superseded.contains(assessment.id())) {
                summaries
                        .computeIfAbsent(assessment.feedback().name(), name -> new ScoreSummary())
                        .add(assessment.turn(), assessment.feedback().value());
            }
        }
        return summaries;
    }

    /**
     * Adds a feedback that is newer than those before.
     *
     * @param turn 0 for the whole session
     * @param value null for an error
     */
    public void add(int turn, @Nullable FeedbackValue value) {
        newest.remove(turn);
        newest.put(turn, new Newest(value));
    }

    /** The value as it stands in a list; {@link #ERROR} where nothing could be scored. */
    public String text() {
        Newest session = newest.get(0);
        if (session != null) {
            return session.value == null ? ERROR : session.value.text();
        }
        OptionalDouble mean = number();
        if (mean.isPresent()) {
            return new FeedbackValue.Numeric(mean.getAsDouble()).text();
        }
        return newest.values().stream()
                .map(Newest::value)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .map(FeedbackValue::text)
                .orElse(ERROR);
    }

    /**
     * What sessions are told apart by: {@code yes} where all is yes, {@code no} where something is no, {@link #ERROR} where nothing could
     * be scored, else the text.
     */
    public String label() {
        Newest session = newest.get(0);
        List<FeedbackValue> values = (session == null ? newest.values().stream() : Stream.of(session))
                .flatMap(each -> Stream.ofNullable(each.value))
                .toList();
        if (values.isEmpty() || !values.stream().allMatch(FeedbackValue.YesNo.class::isInstance)) {
            return text();
        }
        return values.stream().allMatch(new FeedbackValue.YesNo(true)::equals) ? "yes" : "no";
    }

    /** The value as a number, where it is one; a mean has four decimals. */
    public OptionalDouble number() {
        Newest session = newest.get(0);
        if (session != null) {
            return session.value == null ? OptionalDouble.empty() : session.value.asNumber();
        }
        OptionalDouble mean = newest.values().stream()
                .map(Newest::value)
                .filter(Objects::nonNull)
                .map(FeedbackValue::asNumber)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
        return mean.isPresent() ? OptionalDouble.of(Math.rint(mean.getAsDouble() * 10_000) / 10_000) : mean;
    }
}
