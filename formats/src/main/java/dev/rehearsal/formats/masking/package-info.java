/** Personal data is masked before anything is kept. */
@NullMarked
package dev.rehearsal.formats.masking;

import org.jspecify.annotations.NullMarked;
