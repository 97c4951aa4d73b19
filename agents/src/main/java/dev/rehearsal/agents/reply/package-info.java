/** What agents elsewhere answer, and what it comes to. */
@NullMarked
package dev.rehearsal.agents.reply;

import org.jspecify.annotations.NullMarked;
