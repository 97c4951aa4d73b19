/** What is done before and after a conversation, to set an agent's backend up and back. */
@NullMarked
package dev.rehearsal.agents.hooks;

import org.jspecify.annotations.NullMarked;
