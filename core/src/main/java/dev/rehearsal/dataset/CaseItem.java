package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One item of a source of test cases: a test case, or what is wrong with it. */
public sealed interface CaseItem {
    /** A usable test case. */
    record Valid(TestCase testCase) implements CaseItem {}

    /** An item of a live stream that is no test case; it becomes a failed row of the run. */
    record Invalid(List<Fault> faults) implements CaseItem {
        private static final String FAULTS = "rehearsal_faults";

        public Invalid {
            faults = List.copyOf(faults);
        }

        /** Every fault, on one line. */
        public String text() {
            return faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
        }
    }

    /**
     * The test case; for an item that is none, what stands in its place in the run and in its snapshot.
     *
     * @param index the item's place in its source, from 0
     */
    default TestCase inPlace(long index) {
        return switch (this) {
            case Valid(var testCase) -> testCase;
            case Invalid invalid ->
                TestCase.builder()
                        .id("item-" + (index + 1))
                        .goal("(no test case: " + invalid.text() + ")")
                        .metadata(Attributes.of(
                                Invalid.FAULTS,
                                invalid.faults().stream()
                                        .map(fault -> Map.of("place", fault.place(), "message", fault.message()))
                                        .toList()))
                        .build();
        };
    }

    /** The opposite of {@link #inPlace}: what was no test case does not become one by having been kept. */
    static CaseItem from(TestCase kept) {
        return kept.metadata().get(Invalid.FAULTS).orElse(null) instanceof List<?> faults
                ? new Invalid(faults.stream().map(CaseItem::fault).toList())
                : new Valid(kept);
    }

    private static Fault fault(Object kept) {
        return kept instanceof Map<?, ?> map
                ? new Fault(String.valueOf(map.get("place")), String.valueOf(map.get("message")))
                : new Fault("", String.valueOf(kept));
    }
}
