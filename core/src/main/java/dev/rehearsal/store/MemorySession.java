package dev.rehearsal.store;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Standing;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    private final List<Turn> turns = new ArrayList<>();
    private final List<TraceId> traces = new ArrayList<>();
    private final Map<Integer, List<Span>> addedSpans = new HashMap<>();
    private final Map<Integer, GoalVerdict> goalVerdicts = new TreeMap<>();
    private final Map<Integer, String> goalFailures = new TreeMap<>();
    private final List<Assessment> assessments = new ArrayList<>();
    private final Set<String> assessmentIds = new HashSet<>();
    private final Map<String, Expectation> expectations = new LinkedHashMap<>();
    private final Map<String, Withdrawal> withdrawals = new LinkedHashMap<>();
    private final List<ModelCall> calls = new ArrayList<>();
    private final Set<RunId> chosenBy = new HashSet<>();
    private @Nullable Message waiting;
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
    }

    /** Each of the following says whether it changed anything. */
    boolean userSpoke(Change.UserSpoke change) {
        if (change.turn() <= turns.size()) {
            return false;
        }
        checkNext(change.turn());
        if (waiting != null) {
            return false;
        }
        waiting = change.message();
        return true;
    }

    boolean turnCompleted(Change.TurnCompleted change) {
        if (change.turn().number() <= turns.size()) {
            return false;
        }
        checkNext(change.turn().number());
        Turn turn = change.turn();
        List<Span> before = addedSpans.getOrDefault(turn.number(), List.of());
        turns.add(MemoryTurns.with(turn, turn.number(), MemoryTurns.merged(before, turn.spans())));
        traces.add(TraceId.of(key.sessionId(), turn.number()));
        waiting = null;
        return true;
    }

    /** Steps of a turn that is there or is to come. Says whether one that is there has changed. */
    boolean spansAdded(Change.SpansAdded change) {
        int place = change.turn() - 1;
        if (place < turns.size()) {
            Turn turn = turns.get(place);
            List<Span> spans = MemoryTurns.merged(turn.spans(), change.spans());
            turns.set(place, MemoryTurns.with(turn, turn.number(), spans));
            return spans.size() > turn.spans().size();
        }
        List<Span> before = addedSpans.getOrDefault(change.turn(), List.of());
        addedSpans.put(change.turn(), MemoryTurns.merged(before, change.spans()));
        return false;
    }

    List<Span> spans(int turn) {
        return turn <= turns.size() ? turns.get(turn - 1).spans() : addedSpans.getOrDefault(turn, List.of());
    }

    int numberOf(TraceId traceId) {
        return traces.contains(traceId) ? traces.indexOf(traceId) + 1 : turns.size() + 1;
    }

    /** What was said of a turn, which goes where the turn goes. */
    record About(List<Assessment> assessments, List<Expectation> expectations, List<Withdrawal> withdrawals) {
        static final About NOTHING = new About(List.of(), List.of(), List.of());
    }

    /** Takes a turn out; gives what was said of it. */
    About remove(TraceId traceId) {
        int place = traces.indexOf(traceId);
        turns.remove(place);
        traces.remove(place);
        List<Assessment> assessed =
                assessments.stream().filter(each -> each.turn() == place + 1).toList();
        List<Expectation> expected = expectations.values().stream()
                .filter(each -> each.turn() == place + 1)
                .toList();
        assessments.removeAll(assessed);
        var ids = new HashSet<String>();
        assessed.forEach(each -> ids.add(each.id()));
        expected.forEach(each -> ids.add(each.id()));
        assessmentIds.removeAll(ids);
        expectations.keySet().removeAll(ids);
        List<Withdrawal> withdrawn = withdrawals.values().stream()
                .filter(each -> ids.contains(each.statement()))
                .toList();
        withdrawals.keySet().removeAll(ids);
        shift(place + 1, -1);
        MemoryTurns.renumber(turns);
        return new About(assessed, expected, withdrawn);
    }

    /** Puts a turn in its place by time. */
    void insert(TraceId traceId, Turn turn, About about) {
        int place = turns.size();
        while (place > 0 && turns.get(place - 1).startedAt().isAfter(turn.startedAt())) {
            place--;
        }
        int number = place + 1;
        turns.add(place, turn);
        traces.add(place, traceId);
        shift(number, 1);
        about.assessments.forEach(each -> {
            assessments.add(MemoryTurns.with(each, key.sessionId(), number));
            assessmentIds.add(each.id());
        });
        about.expectations.forEach(
                each -> expectations.put(each.id(), MemoryTurns.with(each, key.sessionId(), number)));
        about.withdrawals.forEach(each -> withdrawals.put(each.statement(), MemoryTurns.with(each, key.sessionId())));
        MemoryTurns.renumber(turns);
        if (turn.startedAt().isBefore(startedAt)) {
            startedAt = turn.startedAt();
        }
    }

    /** Gives what was said of turns from that number on other numbers. */
    private void shift(int from, int by) {
        assessments.replaceAll(
                each -> each.turn() >= from ? MemoryTurns.with(each, key.sessionId(), each.turn() + by) : each);
        expectations.replaceAll(
                (id, each) -> each.turn() >= from ? MemoryTurns.with(each, key.sessionId(), each.turn() + by) : each);
    }

    Turn turn(TraceId traceId) {
        return turns.get(traces.indexOf(traceId));
    }

    /** Somebody said something after all. */
    void goesOn(Instant at) {
        closed = null;
        activeAt = at.isAfter(activeAt) ? at : activeAt;
    }

    boolean hasNothing() {
        return turns.isEmpty() && assessments.isEmpty() && expectations.isEmpty() && chosenBy.isEmpty();
    }

    /** How long it took from its beginning to the end of its last turn. */
    Duration lasted() {
        return turns.stream()
                .map(turn -> Duration.between(startedAt, turn.startedAt().plus(turn.latency())))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    boolean goalChecked(Change.GoalChecked change) {
        if (change.turn() < 1 || change.turn() > turns.size()) {
            throw new StoreException(
                    "the goal check of turn " + change.turn() + " of session " + key.sessionId()
                            + " cannot be kept: it has " + turns.size() + " complete turns",
                    null);
        }
        if (goalVerdicts.containsKey(change.turn()) || goalFailures.containsKey(change.turn())) {
            return false;
        }
        if (change.verdict() != null) {
            goalVerdicts.put(change.turn(), change.verdict());
        }
        if (change.failure() != null) {
            goalFailures.put(change.turn(), change.failure());
        }
        return true;
    }

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

    boolean assessed(Change.Assessed change) {
        boolean changed = change.assessments().isEmpty()
                && change.calls().stream()
                        .map(ModelCall::key)
                        .noneMatch(made ->
                                calls.stream().anyMatch(call -> call.key().equals(made)));
        for (Assessment assessment : change.assessments()) {
            if (assessmentIds.add(assessment.id())) {
                assessments.add(assessment);
                changed = true;
            }
        }
        return changed;
    }

    /** Those that are not there yet. */
    List<Assessment> added(List<Assessment> given) {
        return given.stream().filter(each -> !assessmentIds.contains(each.id())).toList();
    }

    boolean expected(Expectation expectation) {
        return expectations.putIfAbsent(expectation.id(), expectation) == null;
    }

    boolean withdrawn(Withdrawal withdrawal) {
        String id = withdrawal.statement();
        if (!assessmentIds.contains(id) && !expectations.containsKey(id)) {
            throw new StoreException(
                    "assessment " + id + " of session " + key.sessionId() + " is not in the store", null);
        }
        return withdrawals.putIfAbsent(id, withdrawal) == null;
    }

    Set<RunId> chosenBy() {
        return chosenBy;
    }

    /** Forgets what a run that is deleted found. */
    void forgetRun(RunId runId) {
        chosenBy.remove(runId);
        assessments.removeIf(assessment -> runId.value().equals(assessment.runId()));
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

    private void checkNext(int turn) {
        if (turn != turns.size() + 1) {
            throw new StoreException(
                    "turn " + turn + " of session " + key.sessionId() + " cannot be kept: it has " + turns.size()
                            + " complete turns",
                    null);
        }
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
        return ScoreSummary.byName(Standing.of(assessments, withdrawals.values()));
    }

    Glimpse glimpse() {
        String first = turns.isEmpty()
                ? waiting == null ? "" : waiting.text()
                : turns.getFirst().user().text();
        return new Glimpse(
                first, turns.isEmpty() ? "" : turns.getLast().answer().text());
    }

    private List<String> texts() {
        var texts = new ArrayList<String>();
        texts.add(key.testCase().goal());
        if (key.testCase().persona() != null) {
            texts.add(key.testCase().persona());
        }
        new Conversation(turns).messages().forEach(message -> texts.add(message.text()));
        if (waiting != null) {
            texts.add(waiting.text());
        }
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
        long said = run != null
                ? 0
                : turns.stream()
                        .mapToLong(turn -> turn.answer().usage().totalTokens())
                        .sum();
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
                ScoreSummary.of(Standing.of(assessments, withdrawals.values())));
    }

    SessionRecord asRecord() {
        return new SessionRecord(
                row(),
                key.testCase(),
                new Conversation(
                        turns, Math.min(turns.size(), key.testCase().history().size())),
                traces,
                attributes,
                waiting,
                goalVerdicts,
                goalFailures,
                assessments,
                List.copyOf(expectations.values()),
                List.copyOf(withdrawals.values()),
                calls);
    }
}
