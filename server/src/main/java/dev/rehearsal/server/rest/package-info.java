/** REST under {@code /api/v1}: what is in a store as JSON, in the words and the shapes of the command line. */
@NullMarked
package dev.rehearsal.server.rest;

import org.jspecify.annotations.NullMarked;
