package dev.rehearsal.store;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.RecordSource;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Standing;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.simulation.GoalVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session with all that is kept of it.
 *
 * @param waiting the user message of a turn whose answer is not there yet, or null
 * @param goalVerdicts by turn number
 * @param goalFailures what went wrong where a goal check gave no verdict, by turn number
 * @param traces the trace of each turn, in their order
 * @param attributes what else is known of a session without a run
 * @param assessments in the order in which they were given, superseded and withdrawn ones included; {@link #currentFeedback} is what counts
 * @param expectations in the order in which they were given, superseded and withdrawn ones included; {@link #currentExpectations} is what
 *     counts
 * @param withdrawals what was taken back, in the order in which it was
 */
public record SessionRecord(
        SessionRow row,
        TestCase testCase,
        Conversation conversation,
        List<TraceId> traces,
        Attributes attributes,
        @Nullable Message waiting,
        Map<Integer, GoalVerdict> goalVerdicts,
        Map<Integer, String> goalFailures,
        List<Assessment> assessments,
        List<Expectation> expectations,
        List<Withdrawal> withdrawals,
        List<ModelCall> calls) {
    public SessionRecord {
        traces = List.copyOf(traces);
        goalVerdicts = Map.copyOf(goalVerdicts);
        goalFailures = Map.copyOf(goalFailures);
        assessments = List.copyOf(assessments);
        expectations = List.copyOf(expectations);
        withdrawals = List.copyOf(withdrawals);
        calls = List.copyOf(calls);
    }

    /** The assessments that were neither superseded nor withdrawn. */
    public List<Assessment> currentFeedback() {
        return Standing.of(assessments, withdrawals);
    }

    /** The expectations that were neither superseded nor withdrawn. */
    public List<Expectation> currentExpectations() {
        return Standing.of(expectations, withdrawals);
    }

    /** The test case with what persons said that they expected of this session, in the place of what the case says of the same name. */
    public TestCase expectedCase() {
        return ExpectedCase.of(testCase, currentExpectations());
    }

    /**
     * A record of a dataset that says that it comes from this session.
     *
     * @param testCase the session's, or what somebody made of it
     * @param by who brings it
     */
    public DatasetRecord asRecord(TestCase testCase, Instant at, String by) {
        RecordSource source = RecordSource.session(row.sessionId());
        return DatasetRecord.of(
                testCase,
                traces.isEmpty()
                        ? source
                        : new RecordSource(
                                source.kind(),
                                source.details()
                                        .with("trace_id", traces.getFirst().toString())),
                at,
                by);
    }
}
