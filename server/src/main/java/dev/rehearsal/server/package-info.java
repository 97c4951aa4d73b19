/** A store behind HTTP: pages, REST and live events. */
@NullMarked
package dev.rehearsal.server;

import org.jspecify.annotations.NullMarked;
