/** Simulated users talk to the agent until the goal is achieved or another stop reason is there. */
@NullMarked
package dev.rehearsal.simulation;

import org.jspecify.annotations.NullMarked;
