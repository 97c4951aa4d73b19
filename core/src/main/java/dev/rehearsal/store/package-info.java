/** The port to the store: where runs, sessions, turns and assessments are kept. */
@NullMarked
package dev.rehearsal.store;

import org.jspecify.annotations.NullMarked;
