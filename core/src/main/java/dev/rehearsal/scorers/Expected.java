package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is expected of a turn's answer. */
final class Expected {
    static final String RESPONSE = "expected_response";
    static final String FACTS = "expected_facts";

    private Expected() {}

    /** What is expected of the turn itself; of the first turn also what is expected of the case as a whole, as in MLflow. */
    static Optional<Object> value(TurnToScore turn, String name) {
        return (turn.turn().number() == 1 ? turn.expectations() : turn.ownExpectations()).get(name);
    }

    /** The expected facts, or else the expected response. */
    static List<String> statements(TurnToScore turn) {
        List<String> facts = texts(FACTS, value(turn, FACTS).orElse(null));
        return facts.isEmpty() ? texts(RESPONSE, value(turn, RESPONSE).orElse(null)) : facts;
    }

    static List<String> texts(String name, Attributes values) {
        return texts(name, values.get(name).orElse(null));
    }

    /** @throws IllegalArgumentException if it is neither a text nor a list of them */
    private static List<String> texts(String name, @Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case String text -> text.isBlank() ? List.of() : List.of(text);
            case Number number -> List.of(number.toString());
            case List<?> list
            when list.stream().allMatch(each -> each instanceof String || each instanceof Number) ->
                list.stream().map(Object::toString).toList();
            default -> throw new IllegalArgumentException("'" + name + "': a text or a list of texts; found " + value);
        };
    }
}
