package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.simulation.SimulationEvent;
import dev.rehearsal.simulation.SimulationListener;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Hands what happens to the store. A turn is durable before its conversation goes on; the rest follows soon. */
final class RunRecorder implements SimulationListener {
    private final Store store;
    private final RunId runId;
    private final Clock clock;
    private final Map<SessionId, Pending> pending = new ConcurrentHashMap<>();

    /** What is known of an open session and not handed over yet. Calls come from the agent's threads too. */
    private static final class Pending {
        private List<ModelCall> calls = new ArrayList<>();
        private @Nullable Turn failed;

        synchronized void add(ModelCall call) {
            calls.add(call);
        }

        synchronized List<ModelCall> takeCalls() {
            List<ModelCall> taken = calls;
            calls = new ArrayList<>();
            return taken;
        }
    }

    RunRecorder(Store store, RunId runId, Clock clock) {
        this.store = store;
        this.runId = runId;
        this.clock = clock;
    }

    @Override
    public void on(SimulationEvent event) {
        SessionId session = event.key().sessionId();
        switch (event) {
            case SimulationEvent.SessionStarted(var key, var at) -> {
                pending.put(session, new Pending());
                store.enqueue(new Change.SessionOpened(runId, key, at));
                key.testCase()
                        .history()
                        .turns()
                        .forEach(turn -> store.enqueue(new Change.TurnCompleted(session, turn, List.of())));
            }
            case SimulationEvent.ModelCalled(var key, var call) -> {
                // an agent that was given up at its timeout may come to a call after its session's end
                Pending open = pending.get(session);
                if (open != null) {
                    open.add(call);
                }
            }
            case SimulationEvent.UserSpoke(var key, var turn, var message) ->
                store.enqueue(new Change.UserSpoke(session, turn, message, calls(session)));
            case SimulationEvent.TurnCompleted(var key, var turn, var conversation) -> {
                if (turn.failure() == null) {
                    store.write(new Change.TurnCompleted(session, turn, calls(session)));
                } else {
                    // kept together with the session's end, as that alone says how it failed
                    pending(session).failed = turn;
                }
            }
            case SimulationEvent.GoalChecked(var key, var turn, var verdict, var failure) ->
                store.enqueue(new Change.GoalChecked(session, turn, verdict, failure, calls(session)));
            case SimulationEvent.ScriptChecked(var key, var check) ->
                store.enqueue(new Change.Assessed(
                        session,
                        List.of(ScriptAssessments.of(runId, session, check, clock.instant())),
                        calls(session)));
            case SimulationEvent.SessionEnded(var key, var simulation) -> ended(session, simulation);
        }
    }

    private void ended(SessionId session, Simulation simulation) {
        var closed = new Change.SessionClosed(
                session,
                simulation.stopReason(),
                simulation.startedAt().plus(simulation.duration()),
                simulation.duration(),
                calls(session));
        Turn failed = pending(session).failed;
        store.enqueue(
                failed == null
                        ? closed
                        : new Change.Together(List.of(new Change.TurnCompleted(session, failed, List.of()), closed)));
        pending.remove(session);
    }

    private List<ModelCall> calls(SessionId session) {
        return pending(session).takeCalls();
    }

    private Pending pending(SessionId session) {
        Pending open = pending.get(session);
        if (open == null) {
            throw new IllegalStateException("session " + session + " is not open");
        }
        return open;
    }
}
