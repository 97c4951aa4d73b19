package dev.rehearsal.mlflow;

/**
 * What was published of a run.
 *
 * @param experimentId the experiment's id at the server
 * @param run the run's id at the server
 * @param assessments feedback and expectations
 */
public record Published(
        String experiment, String experimentId, String run, long sessions, long turns, long assessments) {}
