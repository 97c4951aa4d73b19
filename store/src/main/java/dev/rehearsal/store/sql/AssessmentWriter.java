package dev.rehearsal.store.sql;

import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.ScoreSummary;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes assessments and what they come to. */
final class AssessmentWriter {
    private static final String INSERT = """
            INSERT INTO assessment (id, session, run_id, turn, name, kind, value, error, rationale, source_kind,
                source_id, scorer_version, prompt_version, input_tokens, output_tokens, cached_input_tokens, created_at,
                supersedes, repeats)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String JUDGED = """
            INSERT INTO run_judge (run_id, scorer, prompt_version, model) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String FIND_CALL = """
            SELECT key FROM model_call
            WHERE session = ? AND purpose = ? AND turn = ? AND detail = ? AND repeat = ? AND case_id = ? AND trial = ?
            LIMIT 1""";
    private static final String PUT_SCORE = """
            INSERT INTO score (session, name, text, number, label, started_at)
            VALUES (?, ?, ?, ?, ?, (SELECT started_at FROM session WHERE key = ?))
            ON CONFLICT (session, name) DO UPDATE SET text = excluded.text, number = excluded.number, label = excluded.label""";
    private static final String REMOVE_SCORE = "DELETE FROM score WHERE session = ? AND name = ?";

    private final Database database;
    private final RunWriter runs;
    private final SessionWriter sessions;
    private final Totals totals;
    private final OutboxWriter outbox;
    private final StatementReader statements;

    AssessmentWriter(Database database, RunWriter runs, SessionWriter sessions, Totals totals, OutboxWriter outbox) {
        this.database = database;
        this.runs = runs;
        this.sessions = sessions;
        this.totals = totals;
        this.outbox = outbox;
        this.statements = new StatementReader(database);
    }

    void assessed(Change.Assessed change) throws SQLException {
        OpenSession session = sessions.session(change.sessionId());
        var names = new HashSet<String>();
        boolean supersedes = false;
        for (Assessment assessment : change.assessments()) {
            if (insert(session, assessment)) {
                judged(assessment);
                unpublished(session, assessment);
                names.add(assessment.feedback().name());
                supersedes |= assessment.supersedes() != null;
            }
        }
        if (!names.isEmpty()) {
            summarise(session, names, supersedes);
        }
        if (!names.isEmpty() || change.assessments().isEmpty() && !hasAny(session, change)) {
            totals.add(session, payer(session, change), change.calls());
        }
    }

    private boolean insert(OpenSession session, Assessment assessment) throws SQLException {
        Feedback feedback = assessment.feedback();
        FeedbackValue value = feedback.value();
        return database.update(
                        INSERT,
                        Cells.of(assessment.id()),
                        session.key,
                        Cells.of(assessment.runId()),
                        assessment.turn(),
                        Cells.of(feedback.name()),
                        value == null ? null : value.kind(),
                        value == null ? null : Cells.of(value.text()),
                        Cells.of(feedback.error()),
                        Cells.of(feedback.rationale()),
                        feedback.source().kind().name(),
                        Cells.of(feedback.source().id()),
                        Cells.of(feedback.scorerVersion()),
                        Cells.of(feedback.promptVersion()),
                        feedback.usage().inputTokens(),
                        feedback.usage().outputTokens(),
                        feedback.usage().cachedInputTokens(),
                        Cells.of(assessment.createdAt()),
                        Cells.of(assessment.supersedes()),
                        TextList.write(feedback.repeats()))
                > 0;
    }

    private void unpublished(OpenSession session, Assessment assessment) throws SQLException {
        String runId = assessment.runId();
        if (runId == null) {
            outbox.ofPerson(session, assessment.id());
        } else {
            outbox.statement(session, runs.find(runId), assessment.id());
        }
    }

    private void judged(Assessment assessment) throws SQLException {
        Feedback feedback = assessment.feedback();
        if (assessment.runId() != null && feedback.source().kind() == Source.Kind.LLM_JUDGE && !feedback.failed()) {
            database.later(
                    JUDGED,
                    Cells.of(assessment.runId()),
                    Cells.of(feedback.name()),
                    Cells.of(feedback.promptVersion()),
                    Cells.of(feedback.source().id()));
        }
    }

    /** Says anew what all assessments come to, after some were withdrawn. */
    void summarise(OpenSession session) throws SQLException {
        summarise(session, Set.of(), true);
    }

    /** Says anew what the assessments of those names come to; of all names where one may have been superseded. */
    private void summarise(OpenSession session, Set<String> names, boolean all) throws SQLException {
        var summaries = new TreeMap<String, ScoreSummary>();
        statements.standing(session.key, (name, turn, value) -> {
            if (all || names.contains(name)) {
                summaries.computeIfAbsent(name, newName -> new ScoreSummary()).add(turn, value);
            }
        });
        if (all) {
            for (String name :
                    database.list("SELECT name FROM score WHERE session = ?", row -> row.text(1), session.key)) {
                if (!summaries.containsKey(name)) {
                    database.update(REMOVE_SCORE, session.key, Cells.of(name));
                }
            }
        }
        for (var entry : summaries.entrySet()) {
            ScoreSummary summary = entry.getValue();
            var number = summary.number();
            database.later(
                    PUT_SCORE,
                    session.key,
                    Cells.of(entry.getKey()),
                    Cells.of(summary.text()),
                    number.isPresent() ? number.getAsDouble() : null,
                    Cells.of(summary.label()),
                    session.key);
        }
    }

    /** Whether one of the calls is there already; where nothing was assessed, this tells a change that is given twice. */
    private boolean hasAny(OpenSession session, Change.Assessed change) throws SQLException {
        for (ModelCall call : change.calls()) {
            CallKey key = call.key();
            var found = database.one(
                    FIND_CALL,
                    row -> row.number(1),
                    session.key,
                    key.purpose().code(),
                    key.turn(),
                    Cells.of(key.detail()),
                    key.repeat(),
                    Cells.of(key.caseId()),
                    key.trial());
            if (found.isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The run whose scorers judged, where it is in the store. */
    private @Nullable OpenRun payer(OpenSession session, Change.Assessed change) throws SQLException {
        if (change.assessments().isEmpty()) {
            return session.run;
        }
        String runId = change.assessments().getFirst().runId();
        OpenRun run = runId == null ? null : runs.find(runId).orElse(null);
        return run == null ? session.run : run;
    }
}
