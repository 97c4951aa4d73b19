/** Conversations, turn by turn: what was said, which tools were called, what it used. */
@NullMarked
package dev.rehearsal.conversation;

import org.jspecify.annotations.NullMarked;
