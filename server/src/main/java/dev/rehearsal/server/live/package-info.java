/** Runs that this process has under way, and what happens in a store while somebody watches. */
@NullMarked
package dev.rehearsal.server.live;

import org.jspecify.annotations.NullMarked;
