/** Examples that the tests compile and run. */
@NullMarked
package dev.rehearsal.examples;

import org.jspecify.annotations.NullMarked;
