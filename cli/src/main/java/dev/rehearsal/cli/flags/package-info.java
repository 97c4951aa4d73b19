/** The flags that describe a run: each sets one value of a run's configuration, which has their names and defaults. */
@NullMarked
package dev.rehearsal.cli.flags;

import org.jspecify.annotations.NullMarked;
