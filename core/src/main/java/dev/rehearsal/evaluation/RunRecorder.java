package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.simulation.SimulationEvent;
import dev.rehearsal.simulation.SimulationListener;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Hands what happens to the store. A turn is durable before its conversation goes on; the rest follows soon. */
final class RunRecorder implements SimulationListener {
    private final Store store;
    private final RunId runId;
    private final Map<SessionId, List<ModelCall>> calls = new ConcurrentHashMap<>();

    RunRecorder(Store store, RunId runId) {
        this.store = store;
        this.runId = runId;
    }

    @Override
    public void on(SimulationEvent event) {
        SessionId session = event.key().sessionId();
        switch (event) {
            case SimulationEvent.SessionStarted(var key, var at) ->
                store.enqueue(new Change.SessionOpened(runId, key, at));
            case SimulationEvent.ModelCalled(var key, var call) ->
                calls.computeIfAbsent(session, id -> new ArrayList<>()).add(call);
            case SimulationEvent.UserSpoke(var key, var turn, var message) ->
                store.enqueue(new Change.UserSpoke(session, turn, message, made(session)));
            case SimulationEvent.TurnCompleted(var key, var turn, var conversation) -> {
                Change change = new Change.TurnCompleted(session, turn, made(session));
                if (turn.failure() == null) {
                    store.write(change);
                } else {
                    // the session's end follows at once and goes into the same commit
                    store.enqueue(change);
                }
            }
            case SimulationEvent.GoalChecked(var key, var turn, var verdict, var failure) ->
                store.enqueue(new Change.GoalChecked(session, turn, verdict, failure, made(session)));
            case SimulationEvent.SessionEnded(var key, var simulation) -> {
                store.enqueue(new Change.SessionClosed(
                        session,
                        simulation.stopReason(),
                        simulation.startedAt().plus(simulation.duration()),
                        simulation.duration(),
                        made(session)));
                calls.remove(session);
            }
        }
    }

    private List<ModelCall> made(SessionId session) {
        @Nullable List<ModelCall> made = calls.remove(session);
        return made == null ? List.of() : made;
    }
}
