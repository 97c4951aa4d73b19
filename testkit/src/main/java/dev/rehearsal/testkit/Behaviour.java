package dev.rehearsal.testkit;

import java.util.Set;

/**
 * All that can be set, at one moment.
 *
 * @param capacity requests in flight that are served, any above are rejected
 * @param goalPhrases words that make a prompt a goal check
 * @param recorded most requests that are kept
 */
record Behaviour(
        Pace pace,
        Faults faults,
        Refusals refusals,
        Replies replies,
        int capacity,
        Set<String> goalPhrases,
        int recorded) {

    static final Behaviour DEFAULT =
            new Behaviour(Pace.AT_ONCE, Faults.NONE, Refusals.NONE, Replies.DEFAULT, Integer.MAX_VALUE, Set.of(), 0);

    Behaviour {
        goalPhrases = Set.copyOf(goalPhrases);
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity is negative: " + capacity);
        }
        if (recorded < 0) {
            throw new IllegalArgumentException("the number of recorded requests is negative: " + recorded);
        }
    }
}
