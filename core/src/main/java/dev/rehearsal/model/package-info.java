/** The port to language models, and what surrounds every call: limits, retries, timeouts, budgets and prices. */
@NullMarked
package dev.rehearsal.model;

import org.jspecify.annotations.NullMarked;
