package dev.rehearsal.mlflow;

/**
 * What was taken from an MLflow server.
 *
 * @param sessions how many sessions were looked at
 * @param turns how many turns of sessions that are not of a run here
 * @param statements how many assessments and expectations that were not made here
 * @param withoutSession how many traces say no session and were left out
 * @param withoutSpans how many traces have nothing stored but their description and were left out
 */
public record Imported(long sessions, long turns, long statements, long withoutSession, long withoutSpans) {}
