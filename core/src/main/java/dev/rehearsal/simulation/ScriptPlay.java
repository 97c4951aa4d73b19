package dev.rehearsal.simulation;

import dev.rehearsal.dataset.Condition;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.model.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays a script. Where it is follows from the conversation and from the checks that were made: after a restart it goes through what is
 * there in the same way, and asks nobody.
 */
final class ScriptPlay {
    private final Script script;
    private final Dialogue dialogue;
    private final Map<String, ScriptCheck> known = new HashMap<>();
    private final Map<String, Integer> order = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private int held;
    private int since;
    private @Nullable StopReason end;

    /** @param checks those that an earlier process made */
    ScriptPlay(Script script, Dialogue dialogue, List<ScriptCheck> checks) {
        this.script = script;
        this.dialogue = dialogue;
        checks.forEach(check -> known.put(check.step(), check));
        script.byLabel().keySet().forEach(label -> order.put(label, order.size()));
    }

    StopReason play() throws InterruptedException {
        StopReason stop = steps("", script.steps());
        if (stop != null) {
            return stop;
        }
        return end == null ? completed("") : end;
    }

    /** Why the session ends with one of the steps; null if it goes on after them. */
    private @Nullable StopReason steps(String prefix, List<ScriptStep> steps) throws InterruptedException {
        for (int i = 0; i < steps.size(); i++) {
            StopReason stop = step(prefix + (i + 1), steps.get(i));
            if (stop != null) {
                return stop;
            }
        }
        return null;
    }

    private @Nullable StopReason step(String label, ScriptStep step) throws InterruptedException {
        if (!(step instanceof ScriptStep.Branch)) {
            end = null;
        }
        return switch (step) {
            case ScriptStep.Say said -> say(label, said);
            case ScriptStep.Proceed proceed -> proceed(label, proceed);
            case ScriptStep.Check(var condition) -> check(label, condition);
            case ScriptStep.Judge(var criterion) -> judge(label, criterion);
            case ScriptStep.CheckGoal goal -> checkGoal();
            case ScriptStep.Branch(var arms, var otherwise) -> branch(label, arms, otherwise);
            case ScriptStep.Finish(var why) -> completed(why);
            case ScriptStep.Fail(var why) -> new StopReason.ScriptFailed("step " + label + ": " + why);
            case ScriptStep.Code code -> code(label, code);
        };
    }

    private @Nullable StopReason say(String label, ScriptStep.Say step) throws InterruptedException {
        String text = step.text();
        Optional<String> kept = dialogue.keptMessage();
        if (kept.isPresent() && !kept.get().equals(text)) {
            return new StopReason.ScriptFailed("step " + label + ": could not say \"" + text
                    + "\": the conversation that is gone on with has \"" + kept.get() + "\" there");
        }
        if (kept.isEmpty() && dialogue.isAtItsEnd()) {
            return new StopReason.ScriptFailed("step " + label + ": could not say \"" + text
                    + "\": the conversation has all of its "
                    + dialogue.settings().maxTurns()
                    + " turns; allow more (max_turns)");
        }
        if (!step.continues()) {
            since = dialogue.size();
        }
        return dialogue.say(text);
    }

    private @Nullable StopReason proceed(String label, ScriptStep.Proceed step) throws InterruptedException {
        since = dialogue.size();
        UserPart.End ended = new UserPart(dialogue, new PartLimits(label, step)).play();
        switch (ended) {
            case UserPart.End.Broken(var reason) -> {
                return reason;
            }
            case UserPart.End.Natural(var reason) -> {
                end = reason;
                if (reason instanceof StopReason.UserGaveUp || reason instanceof StopReason.Stalled) {
                    notes.add("step " + label + " ended as " + reason.code() + ": " + reason.rationale());
                }
            }
            case UserPart.End.Over over -> {
                if (isLast(label)) {
                    GoalVerdict verdict = dialogue.checkGoal();
                    if (verdict != null && verdict.achieved()) {
                        end = new StopReason.GoalAchieved(verdict.rationale());
                    }
                }
            }
        }
        return null;
    }

    /** Whether nothing comes after the step, whatever the agent did. */
    private boolean isLast(String label) {
        return order.getOrDefault(label, 0) == order.size() - 1;
    }

    /** When the simulated user's part is over. */
    private final class PartLimits implements UserPart.Limits {
        private final String label;
        private final ScriptStep.Proceed step;

        PartLimits(String label, ScriptStep.Proceed step) {
            this.label = label;
            this.step = step;
        }

        @Override
        public boolean areReached(int turns) {
            Condition until = step.until();
            return step.turns() != null && turns >= step.turns()
                    || until != null
                            && until.unmet(dialogue.conversation(), since).isEmpty();
        }

        /** An earlier process went on if it made a later check here, or said here what only a later step says. */
        @Override
        public boolean wereReached(int turns) {
            int here = order.getOrDefault(label, 0);
            boolean checked = known.values().stream()
                    .anyMatch(check -> check.turn() == dialogue.size() && order.getOrDefault(check.step(), -1) > here);
            return checked || dialogue.keptMessage().filter(this::isSaidLater).isPresent();
        }

        private boolean isSaidLater(String text) {
            int here = order.getOrDefault(label, 0);
            return script.byLabel().entrySet().stream()
                    .anyMatch(each -> order.getOrDefault(each.getKey(), 0) > here
                            && each.getValue() instanceof ScriptStep.Say say
                            && say.text().equals(text));
        }
    }

    private @Nullable StopReason check(String label, Condition condition) {
        ScriptCheck check = known.get(label);
        if (check == null) {
            Optional<String> unmet = condition.unmet(dialogue.conversation(), since);
            check = made(ScriptCheck.of(label, dialogue.size(), condition.text(), unmet.isEmpty(), unmet.orElse("")));
        }
        return verdict(check);
    }

    private @Nullable StopReason judge(String label, String criterion) throws InterruptedException {
        ScriptCheck check = known.get(label);
        if (check == null) {
            ScriptJudge judge = dialogue.settings().judge();
            check = made(
                    judge == null
                            ? ScriptCheck.unmade(label, dialogue.size(), criterion, "there is no judge model")
                            : ask(judge, label, criterion));
        }
        if (check.held() == null) {
            notes.add("step " + label + " could not be judged: " + check.found());
        }
        return verdict(check);
    }

    private ScriptCheck ask(ScriptJudge judge, String label, String criterion) throws InterruptedException {
        try {
            return judge.ask(
                    label, criterion, dialogue.conversation(), dialogue.calls().atTurn(dialogue.size()));
        } catch (ModelException e) {
            dialogue.throwIfCancelled(e);
            return judge.failed(label, criterion, dialogue.conversation(), dialogue.message(e));
        }
    }

    private @Nullable StopReason code(String label, ScriptStep.Code step) throws InterruptedException {
        ScriptCheck check = known.get(label);
        if (check == null) {
            if (step.code() == null) {
                return new StopReason.UserFailed("step " + label + " is code, '" + step.name()
                        + "', which only the program has that wrote the script");
            }
            check = made(run(label, step.name(), step.code()));
        }
        return verdict(check);
    }

    private ScriptCheck run(String label, String name, dev.rehearsal.dataset.ScriptCode code)
            throws InterruptedException {
        try {
            code.check(dialogue.conversation());
            return ScriptCheck.of(label, dialogue.size(), name, true, "");
        } catch (Throwable e) {
            dialogue.throwIfCancelled(e);
            String why = e instanceof AssertionError && e.getMessage() != null ? e.getMessage() : dialogue.message(e);
            return ScriptCheck.of(
                    label,
                    dialogue.size(),
                    name,
                    false,
                    dialogue.settings().secrets().hide(why.strip()));
        }
    }

    private ScriptCheck made(ScriptCheck check) {
        dialogue.teller().tell(new SimulationEvent.ScriptChecked(dialogue.key(), check));
        return check;
    }

    /** A check that could not be made fails nobody: it is recorded and the script goes on. */
    private @Nullable StopReason verdict(ScriptCheck check) {
        if (Boolean.TRUE.equals(check.held())) {
            held++;
        }
        return Boolean.FALSE.equals(check.held()) ? new StopReason.ScriptFailed(check.text()) : null;
    }

    private @Nullable StopReason checkGoal() throws InterruptedException {
        GoalVerdict verdict = dialogue.checkGoal();
        if (verdict != null && verdict.achieved()) {
            return new StopReason.GoalAchieved(verdict.rationale());
        }
        end = new StopReason.MaxTurns(dialogue.lastRationale());
        return null;
    }

    private @Nullable StopReason branch(String label, List<ScriptStep.Arm> arms, List<ScriptStep> otherwise)
            throws InterruptedException {
        for (int i = 0; i < arms.size(); i++) {
            if (arms.get(i).when().unmet(dialogue.conversation(), since).isEmpty()) {
                return steps(Script.labelOf(label, i), arms.get(i).then());
            }
        }
        return steps(Script.labelOf(label, arms.size()), otherwise);
    }

    private StopReason completed(String why) {
        var text = new StringBuilder(why.isBlank() ? "played to its end" : why);
        if (held > 0) {
            text.append("; ").append(held).append(held == 1 ? " check held" : " checks held");
        }
        notes.forEach(note -> text.append("; ").append(note));
        return new StopReason.ScriptCompleted(text.toString());
    }
}
