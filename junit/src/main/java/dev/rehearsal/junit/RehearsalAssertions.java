package dev.rehearsal.junit;

import dev.rehearsal.simulation.Simulation;

/** Where assertions about conversations begin: import {@code assertThat} from here. */
public final class RehearsalAssertions {
    private RehearsalAssertions() {}

    /** Assertions about a conversation that has taken place. */
    public static SimulationAssert assertThat(Simulation actual) {
        return new SimulationAssert(actual);
    }
}
