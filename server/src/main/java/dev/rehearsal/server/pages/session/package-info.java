/** The page of a session: the conversation and what was said of it. */
@NullMarked
package dev.rehearsal.server.pages.session;

import org.jspecify.annotations.NullMarked;
