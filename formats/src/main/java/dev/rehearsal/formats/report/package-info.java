/** Reports of runs, made from what the store has of them. */
@NullMarked
package dev.rehearsal.formats.report;

import org.jspecify.annotations.NullMarked;
