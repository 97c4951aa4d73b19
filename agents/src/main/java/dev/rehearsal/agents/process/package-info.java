/** Agents that are a process, asked by lines of JSON on its standard input. */
@NullMarked
package dev.rehearsal.agents.process;

import org.jspecify.annotations.NullMarked;
