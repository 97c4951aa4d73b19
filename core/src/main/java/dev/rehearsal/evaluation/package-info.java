/** Runs: simulate test cases, score every turn and every session, sum up, resume. */
@NullMarked
package dev.rehearsal.evaluation;

import org.jspecify.annotations.NullMarked;
