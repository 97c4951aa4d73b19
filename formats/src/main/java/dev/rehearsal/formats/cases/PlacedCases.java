package dev.rehearsal.formats.cases;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.formats.cases.Rows.Row;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.Node;
import dev.rehearsal.formats.document.Node.Mapping;
import dev.rehearsal.input.Fault;
import org.jspecify.annotations.Nullable;

/** Makes test cases of rows, and gives each fault the line on which it stands. */
final class PlacedCases {
    private final Faults faults;

    PlacedCases(Faults faults) {
        this.faults = faults;
    }

    /** The test case, or null where it has a fault. */
    @Nullable
    TestCase read(Row row) {
        String place = "test case " + row.number() + ": ";
        if (!(row.node() instanceof Mapping mapping)) {
            faults.add(row.node().line(), place + "must be a map with a 'goal', found " + found(row.node()));
            return null;
        }
        Mapping fields = Records.flat(mapping, place, faults);
        if (fields == null) {
            return null;
        }
        return switch (CaseReader.read(fields.value())) {
            case CaseItem.Valid(TestCase testCase) -> testCase;
            case CaseItem.Invalid(var invalid) -> {
                for (Fault fault : invalid) {
                    String field = fault.place().isEmpty() ? "" : "'" + fault.place() + "' ";
                    faults.add(fields.lineOf(fault.place()), place + field + fault.message());
                }
                yield null;
            }
        };
    }

    private static String found(Node node) {
        return switch (node) {
            case Mapping mapping -> "a map";
            case Node.Sequence sequence -> "a list";
            case Node.Scalar(int line, Object value) ->
                value == null ? "nothing" : "'" + shortened(value.toString()) + "'";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
