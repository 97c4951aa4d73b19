/** Datasets, their records and their versions. */
@NullMarked
package dev.rehearsal.server.pages.datasets;

import org.jspecify.annotations.NullMarked;
