/** Files of persons' labels. */
@NullMarked
package dev.rehearsal.formats.labels;

import org.jspecify.annotations.NullMarked;
