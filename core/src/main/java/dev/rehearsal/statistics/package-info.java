/** Estimates, intervals and tests for numbers that come in cases and trials; pure functions, seeded where they draw. */
@NullMarked
package dev.rehearsal.statistics;

import org.jspecify.annotations.NullMarked;
