/**
 * Software of this machine that the tests of several modules run with: an MLflow server, a browser, a small disk. It is not published: what
 * users may want for tests of their own is in the testkit.
 */
@NullMarked
package dev.rehearsal.real;

import org.jspecify.annotations.NullMarked;
