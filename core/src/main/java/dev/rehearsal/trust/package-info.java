/** Whether a judge can be trusted: flaws planted on purpose, and comparison with persons. */
@NullMarked
package dev.rehearsal.trust;

import org.jspecify.annotations.NullMarked;
