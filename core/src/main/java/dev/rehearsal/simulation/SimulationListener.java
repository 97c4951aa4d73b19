package dev.rehearsal.simulation;

/** Is told what happens, on the thread where it happens; that conversation waits meanwhile. */
@FunctionalInterface
public interface SimulationListener {
    void on(SimulationEvent event);
}
