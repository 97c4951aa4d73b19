/** What is wrong with what a user gave us: every fault with its place, and the name that was probably meant. */
@NullMarked
package dev.rehearsal.input;

import org.jspecify.annotations.NullMarked;
