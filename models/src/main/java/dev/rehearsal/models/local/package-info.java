/** Models that run on the user's own machine, by llama.cpp in a process of their own. */
@NullMarked
package dev.rehearsal.models.local;

import org.jspecify.annotations.NullMarked;
