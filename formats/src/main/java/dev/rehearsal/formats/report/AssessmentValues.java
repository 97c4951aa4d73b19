package dev.rehearsal.formats.report;

import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Statement;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.store.SessionRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session's assessments as values by name, snake_case: feedback and expectations, those that do not count any more included. */
public final class AssessmentValues {
    private final Set<String> current = new HashSet<>();
    private final Map<String, Withdrawal> withdrawals = new HashMap<>();

    private AssessmentValues(SessionRecord session) {
        session.currentFeedback().forEach(each -> current.add(each.id()));
        session.currentExpectations().forEach(each -> current.add(each.id()));
        session.withdrawals().forEach(each -> withdrawals.put(each.statement(), each));
    }

    /** In the order in which they were given, feedback before expectations. */
    public static List<Map<String, @Nullable Object>> of(SessionRecord session) {
        var values = new AssessmentValues(session);
        var all = new ArrayList<Map<String, @Nullable Object>>();
        session.assessments().forEach(each -> all.add(values.of(each)));
        session.expectations().forEach(each -> all.add(values.of(each)));
        return all;
    }

    private Map<String, @Nullable Object> of(Statement statement) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("id", statement.id());
        values.put("kind", statement instanceof Assessment ? "feedback" : "expectation");
        values.put("turn", statement.turn() == 0 ? null : statement.turn());
        values.put("name", statement.name());
        switch (statement) {
            case Assessment assessment -> add(assessment, values);
            case Expectation expectation -> {
                values.put("value", expectation.value());
                values.put("rationale", expectation.rationale());
            }
        }
        values.put("source_kind", statement.source().kind().name());
        values.put("source", statement.source().id());
        values.put("created_at", statement.createdAt().toString());
        values.put("supersedes", statement.supersedes());
        values.put("current", current.contains(statement.id()));
        Withdrawal withdrawal = withdrawals.get(statement.id());
        values.put("withdrawn", withdrawal == null ? null : of(withdrawal));
        return values;
    }

    private static void add(Assessment assessment, Map<String, @Nullable Object> values) {
        Feedback feedback = assessment.feedback();
        FeedbackValue value = feedback.value();
        values.put("value", value == null ? null : value.text());
        values.put("value_kind", value == null ? null : value.kind());
        values.put("rationale", feedback.rationale());
        values.put("error", feedback.error());
        values.put("run_id", assessment.runId());
        values.put("scorer_version", feedback.scorerVersion());
        values.put("prompt_version", feedback.promptVersion());
        values.put("repeats", feedback.repeats());
    }

    private static Map<String, Object> of(Withdrawal withdrawal) {
        var values = new LinkedHashMap<String, Object>();
        values.put("source", withdrawal.by().id());
        values.put("rationale", withdrawal.rationale());
        values.put("at", withdrawal.at().toString());
        return values;
    }
}
