/** The sample agent, an order desk with tools over SQLite, and its test cases. */
@NullMarked
package dev.rehearsal.demo;

import org.jspecify.annotations.NullMarked;
