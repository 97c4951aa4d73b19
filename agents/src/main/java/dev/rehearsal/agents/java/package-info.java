/** Agents that are a class on the class path. */
@NullMarked
package dev.rehearsal.agents.java;

import org.jspecify.annotations.NullMarked;
