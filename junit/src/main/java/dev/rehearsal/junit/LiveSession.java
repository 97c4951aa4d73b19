package dev.rehearsal.junit;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.simulation.Simulation;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A session that an invocation is about: what assertions about it need to know of its run. */
final class LiveSession {
    private static final Map<SessionId, LiveSession> ALL = new ConcurrentHashMap<>();

    private final Simulation simulation;
    private final MethodRun run;
    private final AtomicBoolean shown = new AtomicBoolean();

    private LiveSession(Simulation simulation, MethodRun run) {
        this.simulation = simulation;
        this.run = run;
    }

    static LiveSession begin(Simulation simulation, MethodRun run) {
        return ALL.computeIfAbsent(simulation.sessionId(), id -> new LiveSession(simulation, run));
    }

    /** None for a simulation that was not made for a test of ours. */
    static Optional<LiveSession> of(Simulation simulation) {
        return Optional.ofNullable(ALL.get(simulation.sessionId()));
    }

    void end() {
        ALL.remove(simulation.sessionId());
    }

    Simulation simulation() {
        return simulation;
    }

    MethodRun run() {
        return run;
    }

    /** Once only: one message of an invocation has the transcript. */
    boolean show() {
        return shown.compareAndSet(false, true);
    }
}
