/** The pages for people: rendered here, arranged by templates. */
@NullMarked
package dev.rehearsal.server.pages;

import org.jspecify.annotations.NullMarked;
