/** Agents over HTTP, whatever they are asked in. */
@NullMarked
package dev.rehearsal.agents.http;

import org.jspecify.annotations.NullMarked;
