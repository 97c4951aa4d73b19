package dev.rehearsal.benchmarks.judges;

import dev.rehearsal.scoring.Judge;

/**
 * A question to a judge whose right answer is known.
 *
 * @param part the collection of questions that it belongs to
 * @param item what it is about; unique in its part
 * @param tuning whether it is of the half on which the way of asking is chosen; the other half is reported
 * @param expected the right answer
 */
record KnownVerdict(String part, String item, boolean tuning, String expected, Question question) {
    /** Asks; the reply has the answer first. */
    @FunctionalInterface
    interface Question {
        Reply ask(Judge judge) throws Exception;
    }

    /**
     * What a judge replied.
     *
     * @param answer comparable with what is expected
     * @param detail what else it said
     */
    record Reply(String answer, String detail, String promptVersion) {}
}
