/** A model server with faults, for the tests of Rehearsal and of its users. */
@NullMarked
package dev.rehearsal.testkit;

import org.jspecify.annotations.NullMarked;
