/** What a store has, for people and for programs: tables, JSON, a session turn by turn, a run's summary. */
@NullMarked
package dev.rehearsal.cli.report;

import org.jspecify.annotations.NullMarked;
