/** Reading what describes an agent. */
@NullMarked
package dev.rehearsal.agents.options;

import org.jspecify.annotations.NullMarked;
