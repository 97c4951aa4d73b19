/** Conversations as tests of JUnit, and AssertJ's assertions about them. */
@NullMarked
package dev.rehearsal.junit;

import org.jspecify.annotations.NullMarked;
