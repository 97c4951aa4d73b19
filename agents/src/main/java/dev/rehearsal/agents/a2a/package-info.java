/** Agents that speak A2A, the agent-to-agent protocol. */
@NullMarked
package dev.rehearsal.agents.a2a;

import org.jspecify.annotations.NullMarked;
