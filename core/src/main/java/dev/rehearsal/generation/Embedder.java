package dev.rehearsal.generation;

import java.util.List;

/** A model that places texts in a space in which those that mean the same are near each other. */
@FunctionalInterface
public interface Embedder {
    /** A vector for each text, all of the same length. */
    List<float[]> embed(List<String> texts);
}
