/** Test cases: what the simulated user wants, who it is, and what is expected of the agent. */
@NullMarked
package dev.rehearsal.dataset;

import org.jspecify.annotations.NullMarked;
