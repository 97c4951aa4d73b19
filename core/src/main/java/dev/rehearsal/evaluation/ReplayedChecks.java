package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checks that a script made in a session, by the turn after which it made them: a replay makes them again there. Which arms of its
 * branches were taken was decided then.
 */
final class ReplayedChecks {
    private final Map<Integer, List<ScriptStep>> checks = new TreeMap<>();
    private final Set<String> fixed = new HashSet<>();

    private ReplayedChecks() {}

    /** @param code the same script in a program that has its code; checks that nobody has the code of are left out */
    static ReplayedChecks of(SessionRecord session, Script code) {
        var replayed = new ReplayedChecks();
        Script script = session.testCase().script();
        RunId run = session.row().runId();
        if (run == null || script.isEmpty()) {
            return replayed;
        }
        var order = new ArrayList<>(script.byLabel().keySet());
        Map<String, ScriptStep> steps = new HashMap<>(script.byLabel());
        code.byLabel()
                .forEach((label, step) -> steps.computeIfPresent(label, (l, own) -> own.equals(step) ? step : own));
        steps.values().forEach(step -> {
            if (step instanceof ScriptStep.Say say) {
                replayed.fixed.add(say.text());
            }
        });
        String prefix = run + "/" + session.row().sessionId() + "/";
        session.assessments().stream()
                .filter(each -> each.feedback().name().equals(ScriptAssessments.NAME)
                        && each.id().startsWith(prefix))
                .map(each -> new Made(label(each), each))
                .sorted((one, other) -> Integer.compare(order.indexOf(one.label()), order.indexOf(other.label())))
                .forEach(made -> Optional.ofNullable(steps.get(made.label()))
                        .filter(step -> made.text().startsWith(asked(step)))
                        .ifPresent(step -> replayed.checks
                                .computeIfAbsent(made.assessment().turn(), turn -> new ArrayList<>())
                                .add(step)));
        return replayed;
    }

    private record Made(String label, Assessment assessment) {
        String text() {
            return assessment.feedback().rationale().substring(("step " + label + ": ").length());
        }
    }

    private static String label(Assessment assessment) {
        String id = assessment.id();
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** A sign that no text begins with, where a step makes no check or has no code here. */
    private static String asked(ScriptStep step) {
        return switch (step) {
            case ScriptStep.Check(var condition) -> condition.text();
            case ScriptStep.Judge(var criterion) -> criterion;
            case ScriptStep.Code(var name, var code) when code != null -> name;
            default -> "\0";
        };
    }

    boolean isEmpty() {
        return checks.isEmpty();
    }

    /** Those that were made after that turn. */
    List<ScriptStep> after(int turn) {
        return checks.getOrDefault(turn, List.of());
    }

    /** Whether what was said in a turn belongs to what was said before it: both were made up by the simulated user, and no check lay between. */
    boolean continues(@Nullable Turn before, Turn turn) {
        return !isEmpty()
                && before != null
                && after(before.number()).isEmpty()
                && !fixed.contains(before.user().text())
                && !fixed.contains(turn.user().text());
    }
}
