/** Benchmarks and what they are compared with. */
@NullMarked
package dev.rehearsal.benchmarks;

import org.jspecify.annotations.NullMarked;
