package dev.rehearsal.simulation;

import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tells a listener what happens in one conversation, and adds up what its model calls take. */
final class Teller {
    private final SimulationKey key;
    private final SimulationListener listener;
    private final Cancellation cancellation;
    private final Map<Purpose, Spend> spend = new EnumMap<>(Purpose.class);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Teller(SimulationStart start, SimulationListener listener, Cancellation cancellation) {
        this.key = start.key();
        this.listener = listener;
        this.cancellation = cancellation;
        spend.putAll(start.spend());
    }

    /** @throws RuntimeException what the listener throws now, or threw when it was told of a call */
    void tell(SimulationEvent event) {
        switch (failure.get()) {
            case null -> listener.on(event);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /** A model was called; may be told from within the agent, a simulated user or a goal check. */
    void made(ModelCall call) {
        synchronized (spend) {
            spend.merge(call.key().purpose(), Spend.NONE.plus(call), Spend::plus);
        }
        try {
            listener.on(new SimulationEvent.ModelCalled(key, call));
        } catch (Throwable e) {
            // thrown here, it would pass for the failure of whoever made the call
            failure.compareAndSet(null, e);
            cancellation.requestAtOnce();
        }
    }

    Map<Purpose, Spend> spend() {
        synchronized (spend) {
            return Map.copyOf(spend);
        }
    }
}
