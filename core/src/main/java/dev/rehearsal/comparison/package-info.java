/** Compares two runs case by case, and says which differences are more than noise. */
@NullMarked
package dev.rehearsal.comparison;

import org.jspecify.annotations.NullMarked;
