/** Judges tried out on data whose right verdicts are known. */
@NullMarked
package dev.rehearsal.benchmarks.judges;

import org.jspecify.annotations.NullMarked;
