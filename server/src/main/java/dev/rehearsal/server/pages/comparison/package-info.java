/** Two runs side by side, and two conversations. */
@NullMarked
package dev.rehearsal.server.pages.comparison;

import org.jspecify.annotations.NullMarked;
