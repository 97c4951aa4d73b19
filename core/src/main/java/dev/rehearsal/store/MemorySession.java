package dev.rehearsal.store;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Spend;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A session of the in-memory store. Guarded by the store's lock. */
final class MemorySession {
    private static final AtomicLong NUMBERS = new AtomicLong();

    final @Nullable MemoryRun run;
    final String experiment;
    final String source;
    SimulationKey key;
    Instant startedAt;
    Attributes attributes = Attributes.EMPTY;
    Instant activeAt;
    /** The later it was made, the higher. */
    final long number = NUMBERS.incrementAndGet();

    final MemoryTurns turns;
    final MemoryStatements statements;

    private final List<ModelCall> calls = new ArrayList<>();
    private final Set<RunId> chosenBy = new HashSet<>();
    private Change.@Nullable SessionClosed closed;

    MemorySession(MemoryRun run, SimulationKey key, Instant startedAt) {
        this(run, run.started.experiment(), "", key, startedAt);
    }

    /** One without a run. */
    MemorySession(String experiment, String source, SimulationKey key, Instant startedAt) {
        this(null, experiment, source, key, startedAt);
    }

    private MemorySession(
            @Nullable MemoryRun run, String experiment, String source, SimulationKey key, Instant startedAt) {
        this.run = run;
        this.experiment = experiment;
        this.source = source;
        this.key = key;
        this.startedAt = startedAt;
        this.activeAt = startedAt;
        this.turns = new MemoryTurns(key.sessionId());
        this.statements = new MemoryStatements(key.sessionId());
    }

    /** Takes a turn out; gives what was said of it. */
    MemoryStatements.OfTurn remove(TraceId traceId) {
        return statements.remove(turns.remove(traceId));
    }

    /** Puts a turn, and what was said of it, in its place by time. */
    void insert(TraceId traceId, Turn turn, MemoryStatements.OfTurn said) {
        statements.insert(turns.insert(traceId, turn), said);
        if (turn.startedAt().isBefore(startedAt)) {
            startedAt = turn.startedAt();
        }
    }

    /** Somebody said something after all. */
    void goesOn(Instant at) {
        closed = null;
        activeAt = at.isAfter(activeAt) ? at : activeAt;
    }

    boolean hasNothing() {
        return turns.isEmpty() && statements.isEmpty() && chosenBy.isEmpty();
    }

    /** How long it took from its beginning to the end of its last turn. */
    Duration lasted() {
        return turns.lastedSince(startedAt);
    }

    /** Says whether it changed anything. */
    boolean closed(Change.SessionClosed change) {
        if (closed != null) {
            boolean same = closed.stopReason().equals(change.stopReason())
                    && closed.at().equals(change.at())
                    && closed.duration().equals(change.duration());
            if (same || closed.stopReason() instanceof StopReason.Interrupted) {
                return false;
            }
        }
        closed = change;
        return true;
    }

    /** Says whether it changed anything: without assessments, whether calls were made that are not known. */
    boolean assessed(Change.Assessed change) {
        if (!change.assessments().isEmpty()) {
            return statements.assessed(change.assessments());
        }
        return change.calls().stream()
                .map(ModelCall::key)
                .noneMatch(made -> calls.stream().anyMatch(call -> call.key().equals(made)));
    }

    Set<RunId> chosenBy() {
        return chosenBy;
    }

    /** Forgets what a run that is deleted found. */
    void forgetRun(RunId runId) {
        chosenBy.remove(runId);
        statements.forgetRun(runId);
    }

    boolean chosenBy(RunId scoring) {
        return chosenBy.add(scoring);
    }

    /** The run that it is of, and those that score it. */
    Set<RunId> runs() {
        var runs = new HashSet<>(chosenBy);
        if (run != null) {
            runs.add(run.started.runId());
        }
        return runs;
    }

    void called(List<ModelCall> made) {
        calls.addAll(made);
    }

    @Nullable
    String stopReason() {
        return closed == null ? null : closed.stopReason().code();
    }

    boolean isCounted() {
        return closed == null || !(closed.stopReason() instanceof StopReason.Interrupted);
    }

    boolean fits(SessionQuery query) {
        return (query.experiment() == null || query.experiment().equals(experiment))
                && (query.runId() == null || query.runId().equals(runId()) || chosenBy.contains(query.runId()))
                && (query.stopReason() == null || query.stopReason().equals(stopReason()))
                && (query.interrupted() || isCounted() || "interrupted".equals(query.stopReason()))
                && query.filters().stream().allMatch(filter -> MemorySearch.fits(this, filter))
                && (query.text() == null || SearchWords.of(query.text()).areIn(texts()));
    }

    @Nullable
    Instant endedAt() {
        return closed == null ? null : closed.at();
    }

    Map<String, ScoreSummary> scores() {
        return ScoreSummary.byName(statements.standing());
    }

    private List<String> texts() {
        var texts = new ArrayList<String>();
        texts.add(key.testCase().goal());
        if (key.testCase().persona() != null) {
            texts.add(key.testCase().persona());
        }
        texts.addAll(turns.texts());
        return texts;
    }

    private @Nullable RunId runId() {
        return run == null ? null : run.started.runId();
    }

    SessionRow row() {
        TestCase testCase = key.testCase();
        Spend spend = Spend.NONE;
        for (ModelCall call : calls) {
            spend = spend.plus(call);
        }
        long said = run != null ? 0 : turns.tokens();
        return new SessionRow(
                key.sessionId(),
                runId(),
                experiment,
                testCase.caseId(),
                key.index(),
                key.trial(),
                key.attempt(),
                testCase.goal(),
                testCase.persona(),
                turns.size(),
                stopReason(),
                closed == null ? "" : closed.stopReason().rationale(),
                spend.usage().totalTokens() + said,
                spend.usd(),
                startedAt,
                closed == null ? Duration.ZERO : closed.duration(),
                source,
                ScoreSummary.of(statements.standing()));
    }

    SessionRecord asRecord() {
        return new SessionRecord(
                row(),
                key.testCase(),
                turns.conversation(key.testCase().history().size()),
                turns.traces(),
                attributes,
                turns.waiting(),
                turns.goalVerdicts(),
                turns.goalFailures(),
                statements.assessments(),
                statements.expectations(),
                statements.withdrawals(),
                calls);
    }
}
