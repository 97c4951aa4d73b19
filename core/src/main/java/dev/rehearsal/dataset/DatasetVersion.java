package dev.rehearsal.dataset;

import java.time.Instant;

/**
 * What a dataset was after a change; it stays as it is.
 *
 * @param number counts from 1; 0 is the dataset as it was created, without records
 * @param at when it was made
 * @param by who made it
 * @param what what was done, for example {@code merged cases.yaml}
 * @param added how many records came with it
 * @param changed how many records it changed
 * @param removed how many records it took away
 * @param records how many it has
 */
public record DatasetVersion(
        int number, Instant at, String by, String what, long added, long changed, long removed, long records) {}
