package dev.rehearsal.generation;

import dev.rehearsal.model.Spend;

/** Is told how far a generation is. */
@FunctionalInterface
public interface GenerationListener {
    /**
     * One more source has been dealt with. Told by several threads, one at a time.
     *
     * @param spend so far
     */
    void on(int done, int all, Spend spend);
}
