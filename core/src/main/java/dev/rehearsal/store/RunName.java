package dev.rehearsal.store;

import java.time.Instant;

/**
 * A run as it is named where one is chosen: only what takes no look at its sessions.
 *
 * @param kind {@code simulate}, {@code evaluate} or {@code score}
 * @param agentVersion the version of the thing under test; empty where it is not known
 */
public record RunName(RunId runId, String experiment, String kind, String agentVersion, Instant startedAt) {
    /** How that run is named. */
    public static RunName of(RunRecord run) {
        return new RunName(run.runId(), run.experiment(), run.kind(), run.agentVersion(), run.startedAt());
    }
}
