package dev.rehearsal.faults;

import dev.rehearsal.evaluation.RunEvent;
import dev.rehearsal.evaluation.RunListener;
import dev.rehearsal.simulation.SimulationEvent;
import java.util.Map;
import java.util.TreeMap;

/** The turns that a run said were written, and how often it said so. */
final class Acknowledged implements RunListener {
    private final Map<String, Integer> turns = new TreeMap<>();

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.Simulated(SimulationEvent.TurnCompleted(var key, var turn, var conversation))
                && turn.failure() == null) {
            turns.merge(key.sessionId() + " " + turn.number(), 1, Integer::sum);
        }
    }

    /** By session id and number. */
    synchronized Map<String, Integer> turns() {
        return Map.copyOf(turns);
    }
}
