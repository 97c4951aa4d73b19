package dev.rehearsal.evaluation;

import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.dataset.TestCase;
import java.util.List;

/**
 * How many turns a conversation may have, and what is asked in them, whichever way it goes.
 *
 * @param all fixed ones included
 * @param madeUp those in which the simulated user is asked
 * @param goalChecks how often the goal check is asked
 * @param judgements how often the judge is asked about a criterion
 */
record ScriptedTurns(long all, long madeUp, long goalChecks, long judgements) {
    private static final ScriptedTurns NONE = new ScriptedTurns(0, 0, 0, 0);

    /** @param keepsUserTurns whether the user's turns are those of an earlier run */
    static ScriptedTurns of(TestCase testCase, int maxTurns, boolean keepsUserTurns) {
        if (keepsUserTurns) {
            return new ScriptedTurns(maxTurns, 0, 1, sum(testCase.script().steps(), maxTurns).judgements);
        }
        Script script = testCase.script();
        ScriptedTurns turns = script.isEmpty() ? proceeding(maxTurns) : sum(script.steps(), maxTurns);
        return new ScriptedTurns(
                Math.min(maxTurns, turns.all),
                Math.min(maxTurns, turns.madeUp),
                Math.min(maxTurns, turns.goalChecks),
                turns.judgements);
    }

    private static ScriptedTurns sum(List<ScriptStep> steps, int maxTurns) {
        ScriptedTurns sum = NONE;
        for (ScriptStep step : steps) {
            sum = sum.plus(of(step, maxTurns));
        }
        return sum;
    }

    private static ScriptedTurns of(ScriptStep step, int maxTurns) {
        return switch (step) {
            case ScriptStep.Say say -> new ScriptedTurns(1, 0, 0, 0);
            case ScriptStep.Proceed(var turns, var until) -> proceeding(turns == null ? maxTurns : turns);
            case ScriptStep.Check check -> NONE;
            case ScriptStep.Judge judge -> new ScriptedTurns(0, 0, 0, 1);
            case ScriptStep.CheckGoal goal -> new ScriptedTurns(0, 0, 1, 0);
            case ScriptStep.Branch(var arms, var otherwise) -> {
                ScriptedTurns most = sum(otherwise, maxTurns);
                for (ScriptStep.Arm arm : arms) {
                    most = most.orMore(sum(arm.then(), maxTurns));
                }
                yield most;
            }
            case ScriptStep.Finish finish -> NONE;
            case ScriptStep.Fail fail -> NONE;
            case ScriptStep.Code code -> NONE;
        };
    }

    private static ScriptedTurns proceeding(long turns) {
        return new ScriptedTurns(turns, turns, turns, 0);
    }

    private ScriptedTurns plus(ScriptedTurns other) {
        return new ScriptedTurns(
                all + other.all, madeUp + other.madeUp, goalChecks + other.goalChecks, judgements + other.judgements);
    }

    private ScriptedTurns orMore(ScriptedTurns other) {
        return new ScriptedTurns(
                Math.max(all, other.all),
                Math.max(madeUp, other.madeUp),
                Math.max(goalChecks, other.goalChecks),
                Math.max(judgements, other.judgements));
    }
}
