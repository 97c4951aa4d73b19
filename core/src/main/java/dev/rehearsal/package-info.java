/** The domain and the engine: test cases, simulations, scoring, the model port and the store port. */
@NullMarked
package dev.rehearsal;

import org.jspecify.annotations.NullMarked;
