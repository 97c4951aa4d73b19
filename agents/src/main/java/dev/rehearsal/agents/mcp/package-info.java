/** Agents that are a tool of an MCP server. */
@NullMarked
package dev.rehearsal.agents.mcp;

import org.jspecify.annotations.NullMarked;
