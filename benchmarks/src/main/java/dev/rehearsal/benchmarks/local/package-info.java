/** Runs with the local model, made by hand: what docs/local-model.md reports. */
@NullMarked
package dev.rehearsal.benchmarks.local;

import org.jspecify.annotations.NullMarked;
