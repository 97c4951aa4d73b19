/** Files: test cases, configuration and transcripts in, reports out. */
@NullMarked
package dev.rehearsal.formats;

import org.jspecify.annotations.NullMarked;
