/** OpenAI's chat completions, and everybody's who speaks the same protocol, without a client library (see docs/decisions). */
@NullMarked
package dev.rehearsal.models.openai;

import org.jspecify.annotations.NullMarked;
