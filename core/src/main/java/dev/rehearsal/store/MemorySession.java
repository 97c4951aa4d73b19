package dev.rehearsal.store;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A session of the in-memory store. Guarded by the store's lock. */
final class MemorySession {
    final MemoryRun run;
    final SimulationKey key;
    final Instant startedAt;
    private final List<Turn> turns = new ArrayList<>();
    private final Map<Integer, GoalVerdict> goalVerdicts = new TreeMap<>();
    private final Map<Integer, String> goalFailures = new TreeMap<>();
    private final List<Assessment> assessments = new ArrayList<>();
    private final Set<String> assessmentIds = new HashSet<>();
    private final List<ModelCall> calls = new ArrayList<>();
    private final Set<RunId> chosenBy = new HashSet<>();
    private @Nullable Message waiting;
    private Change.@Nullable SessionClosed closed;

    MemorySession(MemoryRun run, SimulationKey key, Instant startedAt) {
        this.run = run;
        this.key = key;
        this.startedAt = startedAt;
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
        turns.add(change.turn());
        waiting = null;
        return true;
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

    void chosenBy(RunId scoring) {
        chosenBy.add(scoring);
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
        return (query.experiment() == null || query.experiment().equals(run.started.experiment()))
                && (query.runId() == null
                        || query.runId().equals(run.started.runId())
                        || chosenBy.contains(query.runId()))
                && (query.stopReason() == null || query.stopReason().equals(stopReason()))
                && (query.interrupted() || isCounted() || "interrupted".equals(query.stopReason()))
                && (query.text() == null || SearchWords.of(query.text()).areIn(texts()));
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

    SessionRow row() {
        TestCase testCase = key.testCase();
        Spend spend = Spend.NONE;
        for (ModelCall call : calls) {
            spend = spend.plus(call);
        }
        return new SessionRow(
                key.sessionId(),
                run.started.runId(),
                run.started.experiment(),
                testCase.caseId(),
                key.index(),
                key.trial(),
                key.attempt(),
                testCase.goal(),
                testCase.persona(),
                turns.size(),
                stopReason(),
                closed == null ? "" : closed.stopReason().rationale(),
                spend.usage().totalTokens(),
                spend.usd(),
                startedAt,
                closed == null ? Duration.ZERO : closed.duration(),
                ScoreSummary.of(assessments));
    }

    SessionRecord asRecord() {
        return new SessionRecord(
                row(),
                key.testCase(),
                new Conversation(turns),
                waiting,
                goalVerdicts,
                goalFailures,
                assessments,
                calls);
    }
}
