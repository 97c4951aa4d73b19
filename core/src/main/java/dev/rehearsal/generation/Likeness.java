package dev.rehearsal.generation;

import dev.rehearsal.statistics.CharacterGrams;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How alike goals are: by the meaning where an embedding model is there, else by their characters. */
final class Likeness {
    /** From which likeness on two goals are taken for the same. */
    static final double SAME_CHARACTERS = 0.75;

    static final double SAME_MEANING = 0.88;

    private final double[][] likeness;
    private final double same;

    private Likeness(double[][] likeness, double same) {
        this.likeness = likeness;
        this.same = same;
    }

    static Likeness of(List<String> texts, @Nullable Embedder embedder) {
        int size = texts.size();
        var likeness = new double[size][size];
        List<CharacterGrams> grams = texts.stream().map(CharacterGrams::of).toList();
        List<float[]> vectors = embedder == null || size == 0 ? List.of() : embedder.embed(texts);
        for (int i = 0; i < size; i++) {
            likeness[i][i] = 1;
            for (int j = 0; j < i; j++) {
                likeness[i][j] = vectors.isEmpty()
                        ? grams.get(i).similarity(grams.get(j))
                        : cosine(vectors.get(i), vectors.get(j));
                likeness[j][i] = likeness[i][j];
            }
        }
        return new Likeness(likeness, vectors.isEmpty() ? SAME_CHARACTERS : SAME_MEANING);
    }

    double of(int one, int other) {
        return likeness[one][other];
    }

    boolean isSame(int one, int other) {
        return likeness[one][other] >= same;
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < one.length; i++) {
            product += (double) one[i] * other[i];
            first += (double) one[i] * one[i];
            second += (double) other[i] * other[i];
        }
        return first == 0 || second == 0 ? 0 : product / Math.sqrt(first * second);
    }
}
