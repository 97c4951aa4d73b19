/** Texts, numbers and times as they stand on pages. */
@NullMarked
package dev.rehearsal.server.pages.text;

import org.jspecify.annotations.NullMarked;
