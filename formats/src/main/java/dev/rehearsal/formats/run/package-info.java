/** The run file: everything that describes a run, in one YAML file. */
@NullMarked
package dev.rehearsal.formats.run;

import org.jspecify.annotations.NullMarked;
