/** Experiments and what is in them. */
@NullMarked
package dev.rehearsal.server.pages.experiments;

import org.jspecify.annotations.NullMarked;
