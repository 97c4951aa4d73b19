package dev.rehearsal.comparison;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRecord;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one session adds to each feedback of a run.
 *
 * @param sums by feedback: the sum of its values, or of each category's
 */
record SessionValues(SessionId session, Map<String, Sum> sums) {
    /** The values of one feedback in a session: one, or one for each turn. */
    static final class Sum {
        private double numbers;
        private int count;
        private final Map<String, Integer> categories = new TreeMap<>();
        private int named;
        private int failed;
        private boolean yesNo = true;

        private void add(@Nullable FeedbackValue value) {
            switch (value) {
                case null -> failed++;
                case FeedbackValue.YesNo(boolean yes) -> number(yes ? 1 : 0);
                case FeedbackValue.Numeric(double number) -> {
                    yesNo = false;
                    number(number);
                }
                case FeedbackValue.Category(String category) -> {
                    categories.merge(category, 1, Integer::sum);
                    named++;
                }
                case FeedbackValue.Text text -> {}
            }
        }

        private void number(double number) {
            numbers += number;
            count++;
        }

        boolean isYesNo() {
            return yesNo;
        }

        int failed() {
            return failed;
        }

        Set<String> categories() {
            return categories.keySet();
        }

        /** The mean, or the share of a category; null where nothing was scored. */
        @Nullable
        Double mean(@Nullable String category) {
            if (category == null) {
                return count == 0 ? null : numbers / count;
            }
            return named == 0 ? null : (double) categories.getOrDefault(category, 0) / named;
        }
    }

    static SessionValues of(SessionRecord session, RunId runId) {
        Set<String> superseded = session.assessments().stream()
                .map(Assessment::supersedes)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var sums = new TreeMap<String, Sum>();
        var goal = new Sum();
        goal.add(new FeedbackValue.YesNo("goal_achieved".equals(session.row().stopReason())));
        sums.put(Comparison.GOAL_ACHIEVED, goal);
        for (Assessment assessment : session.assessments()) {
            if (runId.value().equals(assessment.runId()) && !superseded.contains(assessment.id())) {
                sums.computeIfAbsent(assessment.feedback().name(), name -> new Sum())
                        .add(assessment.feedback().value());
            }
        }
        return new SessionValues(session.row().sessionId(), sums);
    }
}
