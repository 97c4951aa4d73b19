package dev.rehearsal.simulation;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.model.ModelUri;
import java.util.stream.Stream;

/** Stands where the simulated user would, when scripts say all that users say: {@code script:/}. Nobody is asked, and no model is needed. */
public final class FixedTurns implements UserProvider {
    /** Its name, as a run keeps it. */
    static final String URI = "script:/";

    private static final String PROVIDER = "script";

    /** Whether nothing of what users say, and of what is checked, is left to a model. A live source is read once only and is not asked. */
    static boolean suffice(TestCases cases) {
        if (cases.size().isEmpty()) {
            return false;
        }
        try (Stream<CaseItem> items = cases.open()) {
            return items.allMatch(item -> item instanceof CaseItem.Valid(var testCase) && isFixed(testCase.script()));
        }
    }

    private static boolean isFixed(Script script) {
        return !script.isEmpty()
                && !script.has(ScriptStep.Proceed.class)
                && !script.has(ScriptStep.CheckGoal.class)
                && !script.has(ScriptStep.Judge.class);
    }

    @Override
    public boolean opens(ModelUri uri) {
        return uri.provider().equals(PROVIDER);
    }

    @Override
    public String description() {
        return "scripts say all that users say";
    }

    @Override
    public boolean followsRules() {
        return false;
    }

    @Override
    public SimulatedUser user(ModelUri uri) {
        return new SimulatedUser() {
            @Override
            public UserReply next(UserRequest request) {
                throw new IllegalStateException(
                        URI + " has only the words of scripts, and here is none for the next turn;"
                                + " name a model that plays the simulated user");
            }

            @Override
            public String name() {
                return URI;
            }
        };
    }

    @Override
    public GoalCheck goalCheck(ModelUri uri) {
        return GoalCheck.never();
    }
}
