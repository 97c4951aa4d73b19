package dev.rehearsal.evaluation;

import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.scoring.Scorer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who judges in a run.
 *
 * @param scorers those that are run
 * @param notRun the names of those that need a judge model where there is none
 * @param judge the judge model, or null
 * @param judgeRepeats how often each verdict of a scorer that asks a model is asked for
 */
record Panel(
        List<Scorer> scorers,
        List<String> notRun,
        @Nullable ModelClient judge,
        ModelParameters judgeParameters,
        int judgeRepeats) {
    Panel {
        scorers = List.copyOf(scorers);
        notRun = List.copyOf(notRun);
    }

    /** Those of the scorers that can do without a judge model, or all where there is one. */
    static Panel of(
            List<Scorer> scorers, @Nullable ModelClient judge, ModelParameters judgeParameters, int judgeRepeats) {
        List<String> notRun = notRun(scorers, judge != null);
        return new Panel(
                scorers.stream().filter(each -> !notRun.contains(each.name())).toList(),
                notRun,
                judge,
                judgeParameters,
                judgeRepeats);
    }

    static List<String> notRun(List<Scorer> scorers, boolean hasJudge) {
        return hasJudge
                ? List.of()
                : scorers.stream().filter(Scorer::needsJudge).map(Scorer::name).toList();
    }

    /** Whether nobody was asked to judge. */
    boolean isEmpty() {
        return scorers.isEmpty() && notRun.isEmpty();
    }

    String judgeName() {
        return judge == null ? "none" : judge.name();
    }
}
