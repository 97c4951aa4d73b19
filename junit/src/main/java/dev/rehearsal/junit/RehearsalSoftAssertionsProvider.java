package dev.rehearsal.junit;

import dev.rehearsal.simulation.Simulation;
import org.assertj.core.api.SoftAssertionsProvider;

/** Soft assertions about conversations, to be mixed into soft assertions of one's own. */
public interface RehearsalSoftAssertionsProvider extends SoftAssertionsProvider {
    /** Assertions about a conversation whose failures are collected. */
    default SimulationAssert assertThat(Simulation actual) {
        SimulationAssert proxy = proxy(SimulationAssert.class, Simulation.class, actual);
        proxy.collectWith(this);
        return proxy;
    }
}
