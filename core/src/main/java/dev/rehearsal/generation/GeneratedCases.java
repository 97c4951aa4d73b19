package dev.rehearsal.generation;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Spend;
import java.util.List;

/**
 * What a generation came to.
 *
 * @param cases each with what it stands for
 * @param leftOut what no case was made of, as fewer were wanted; the largest first
 * @param failures what could not be made into a case
 * @param notAsked how many sources were not asked about, as the generation was stopped; the next time goes on with them
 * @param spend of all model calls, those that an earlier process had made included
 */
public record GeneratedCases(
        List<Generated> cases, List<Cluster> leftOut, List<Failure> failures, int notAsked, Spend spend) {
    public GeneratedCases {
        cases = List.copyOf(cases);
        leftOut = List.copyOf(leftOut);
        failures = List.copyOf(failures);
    }

    /** A test case and what it stands for. */
    public record Generated(TestCase testCase, Cluster cluster) {}

    /**
     * Sources that want the same.
     *
     * @param goal of the one that stands for them
     * @param sources the ids of sessions, or names of documents and the like; the one that stands for them first
     * @param likeness how alike the least alike of them is to the first, from 0 to 1
     */
    public record Cluster(String goal, List<String> sources, double likeness) {
        public Cluster {
            sources = List.copyOf(sources);
        }
    }

    /** A source that no case could be made of, and why. */
    public record Failure(String source, String why) {}

    /** The test cases alone. */
    public List<TestCase> testCases() {
        return cases.stream().map(Generated::testCase).toList();
    }

    /** How different they are. */
    public Diversity diversity() {
        return Diversity.of(testCases());
    }
}
