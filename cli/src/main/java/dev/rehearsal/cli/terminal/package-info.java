/** What is written to a terminal: lines, tables and progress, with everything disarmed that was written by others. */
@NullMarked
package dev.rehearsal.cli.terminal;

import org.jspecify.annotations.NullMarked;
