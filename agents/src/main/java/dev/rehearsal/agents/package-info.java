/** Agents that live elsewhere: behind HTTP, in a process or in a framework. */
@NullMarked
package dev.rehearsal.agents;

import org.jspecify.annotations.NullMarked;
