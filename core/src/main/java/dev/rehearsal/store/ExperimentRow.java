package dev.rehearsal.store;

import java.time.Instant;

/**
 * An experiment in a list.
 *
 * @param sessions superseded ones not counted
 * @param activeAt when its newest run or session began
 */
public record ExperimentRow(String name, Instant createdAt, long runs, long sessions, Instant activeAt) {}
