package dev.rehearsal.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells a goal that names no outcome, such as "Get help": nobody can say when it is achieved. */
public final class GoalHint {
    private static final Set<String> SAYING_NOTHING = Set.of(
            ("a about agent and answer any app ask assistance assistant bot chat contact do fix for general get give hello help hi i in info"
                            + " information inquire issue issues learn like me more my need or please problem problems product query"
                            + " question questions service solve some something stuff support system talk test the thing things to try"
                            + " use user want with would you your")
                    .split(" "));

    private GoalHint() {}

    /** What to say to the author, if every word of the goal could stand in any goal. */
    public static Optional<String> of(TestCase testCase) {
        String[] words = testCase.goal().toLowerCase(Locale.ROOT).split("[\\s\\p{Punct}]+");
        boolean vague = Arrays.stream(words).allMatch(word -> word.isEmpty() || SAYING_NOTHING.contains(word));
        return vague
                ? Optional.of("goal '" + testCase.goal().strip()
                        + "' names no outcome, so nobody can say when it is achieved;"
                        + " say what has to be known or done at the end")
                : Optional.empty();
    }
}
