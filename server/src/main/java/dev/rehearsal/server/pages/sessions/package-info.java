/** Sessions in lists: filtered, sorted and page by page. */
@NullMarked
package dev.rehearsal.server.pages.sessions;

import org.jspecify.annotations.NullMarked;
