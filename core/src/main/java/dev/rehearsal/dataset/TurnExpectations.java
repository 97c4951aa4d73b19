package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a test case expects of single turns: under {@link #TURNS}, by the turn's number. */
final class TurnExpectations {
    /** The name, among a case's expectations, under which those of its turns stand. */
    static final String TURNS = "turns";

    private TurnExpectations() {}

    /** What is wrong with them; a fault's place begins with {@code expectations.turns}. */
    static List<Fault> faults(Attributes expectations) {
        @Nullable Object turns = expectations.get(TURNS).orElse(null);
        String place = "expectations." + TURNS;
        if (turns == null) {
            return List.of();
        }
        if (!(turns instanceof Map<?, ?> map)) {
            return List.of(new Fault(
                    place,
                    "must be a map of turn numbers to what is expected there, such as {2: {expected_response: …}}, found "
                            + turns));
        }
        var faults = new ArrayList<Fault>();
        map.forEach((number, expected) -> {
            String name = place + "." + number;
            if (!String.valueOf(number).matches("[1-9]\\d{0,5}")) {
                faults.add(new Fault(name, "is no number of a turn; turns are counted from 1"));
            }
            if (!(expected instanceof Map<?, ?>)) {
                faults.add(new Fault(name, "must be a map of names to values, found " + expected));
            }
        });
        return faults;
    }

    /** What stands under that turn's number. */
    static Attributes of(Attributes expectations, int turn) {
        return expectations.get(TURNS).orElse(null) instanceof Map<?, ?> turns
                        && turns.get(Integer.toString(turn)) instanceof Map<?, ?> expected
                ? asAttributes(expected)
                : Attributes.EMPTY;
    }

    @SuppressWarnings("unchecked") // Attributes gives maps with text keys only
    private static Attributes asAttributes(Map<?, ?> map) {
        return Attributes.from((Map<String, ?>) map);
    }
}
