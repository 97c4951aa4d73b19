/** One attempt at one HTTP request, cheap enough for hundreds of thousands of them, with the response's headers kept. */
@NullMarked
package dev.rehearsal.models.http;

import org.jspecify.annotations.NullMarked;
