package dev.rehearsal.scoring;

import java.util.List;

/** What a scorer cannot judge without. What can be seen before a run starts is reported then; the rest for each turn or session. */
public sealed interface Need {
    /** A model that judges. */
    record JudgeModel() implements Need {
        @Override
        public String text() {
            return "a judge model";
        }
    }

    /**
     * One of these expectations of the test case, for the case or for single turns.
     *
     * @param anyOf names of expectations; at least one
     */
    record Expectation(List<String> anyOf) implements Need {
        public Expectation {
            anyOf = List.copyOf(anyOf);
            if (anyOf.isEmpty()) {
                throw new IllegalArgumentException("an expectation that is needed has a name");
            }
        }

        @Override
        public String text() {
            return "expectations." + String.join(" or ", anyOf);
        }
    }

    /** Tool calls in the agent's answers. */
    record ToolCalls() implements Need {
        @Override
        public String text() {
            return "tool calls";
        }
    }

    /** Steps of kind {@code retriever} in the turn's trace. */
    record Retrievals() implements Need {
        @Override
        public String text() {
            return "retriever spans";
        }
    }

    /** The test case's goal. */
    record Goal() implements Need {
        @Override
        public String text() {
            return "a goal";
        }
    }

    /** In words, for lists and messages. */
    String text();

    static Need judgeModel() {
        return new JudgeModel();
    }

    static Need expectation(String... anyOf) {
        return new Expectation(List.of(anyOf));
    }
}
