package dev.rehearsal.generation;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.statistics.CharacterGrams;
import java.util.List;

/**
 * How different test cases are from each other, by the runs of three characters in their goals, personas and guidelines. So it tells
 * wordings apart, not meanings.
 *
 * @param meanDistance the mean of 1 - similarity over all pairs, from 0 (all the same) to 1
 * @param effectiveCases as many cases that have nothing in common would be as different as these: the Vendi score of order 2 (Pasarkar and
 *     Dieng 2024), the square of their number divided by the sum of all squared similarities
 */
public record Diversity(double meanDistance, double effectiveCases) {
    /** Of a single case there is nothing to compare. */
    public static Diversity of(List<TestCase> cases) {
        List<CharacterGrams> grams = cases.stream()
                .map(each -> CharacterGrams.of(String.join(
                        "\n", each.goal(), each.personaOrDefault(), String.join("\n", each.simulationGuidelines()))))
                .toList();
        int size = grams.size();
        double distances = 0;
        double squares = size;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double similarity = grams.get(i).similarity(grams.get(j));
                distances += 1 - similarity;
                squares += 2 * similarity * similarity;
            }
        }
        return size < 2
                ? new Diversity(0, size)
                : new Diversity(distances / (size * (size - 1) / 2.0), (double) size * size / squares);
    }
}
