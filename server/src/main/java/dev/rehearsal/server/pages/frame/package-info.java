/** What is around every page, and the files that go with them. */
@NullMarked
package dev.rehearsal.server.pages.frame;

import org.jspecify.annotations.NullMarked;
