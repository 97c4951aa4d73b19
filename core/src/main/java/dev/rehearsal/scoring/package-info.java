/** Scorers judge turns and sessions; a feedback carries a value, a rationale and a source, or an error. */
@NullMarked
package dev.rehearsal.scoring;

import org.jspecify.annotations.NullMarked;
