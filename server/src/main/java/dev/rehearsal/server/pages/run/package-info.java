/** The page of a run: what was run, what came of it, and how far it is. */
@NullMarked
package dev.rehearsal.server.pages.run;

import org.jspecify.annotations.NullMarked;
