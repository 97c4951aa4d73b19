/** Files of test cases: YAML, JSON, JSONL and CSV, in and out. */
@NullMarked
package dev.rehearsal.formats.cases;

import org.jspecify.annotations.NullMarked;
