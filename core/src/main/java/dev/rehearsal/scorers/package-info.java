/** The scorers that come with Rehearsal. */
@NullMarked
package dev.rehearsal.scorers;

import org.jspecify.annotations.NullMarked;
