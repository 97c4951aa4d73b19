/** Files of transcripts: conversations that took place elsewhere, as chat completions have them. */
@NullMarked
package dev.rehearsal.formats.transcripts;

import org.jspecify.annotations.NullMarked;
