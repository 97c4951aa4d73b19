/** Sessions that wait for a person's verdict. */
@NullMarked
package dev.rehearsal.server.pages.review;

import org.jspecify.annotations.NullMarked;
