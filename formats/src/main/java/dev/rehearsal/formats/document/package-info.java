/** Text files as trees of values that know the line they stand on; YAML and JSON. */
@NullMarked
package dev.rehearsal.formats.document;

import org.jspecify.annotations.NullMarked;
