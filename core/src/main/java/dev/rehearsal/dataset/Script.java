package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How a conversation goes: fixed turns, turns that the simulated user makes up, checks and branches, in any order. Without steps the
 * simulated user goes on by itself from its first message to the goal.
 */
public record Script(List<ScriptStep> steps) {
    /** No script. */
    public static final Script NONE = new Script(List.of());

    public Script {
        steps = List.copyOf(steps);
    }

    public static Script of(ScriptStep... steps) {
        return new Script(Arrays.asList(steps));
    }

    /**
     * Reads the list of steps that a file or a store gives.
     *
     * @throws InvalidInputException with every fault; a fault's place begins with {@code script}
     */
    public static Script parse(List<?> steps) {
        var faults = new ArrayList<Fault>();
        Script script = new ScriptReader(faults).read("script", steps);
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return script;
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The steps as they stand in files. */
    public List<Object> toValues() {
        return ScriptWriter.write(steps);
    }

    /** Every step, those of branches included, in the order in which they stand, by its label: {@code 3}, or {@code 4a.2} in a branch. */
    public Map<String, ScriptStep> byLabel() {
        var all = new LinkedHashMap<String, ScriptStep>();
        each("", steps, all::put);
        return all;
    }

    /** Whether it has a step of that kind, also in a branch. */
    public boolean has(Class<? extends ScriptStep> kind) {
        return byLabel().values().stream().anyMatch(kind::isInstance);
    }

    /** The label of a step of an arm of a branch: arms are {@code a}, {@code b} and so on, the steps without a condition the last. */
    public static String labelOf(String branch, int arm) {
        return branch + (arm < 26 ? String.valueOf((char) ('a' + arm)) : "x" + arm) + ".";
    }

    private static void each(String prefix, List<ScriptStep> steps, BiConsumer<String, ScriptStep> consumer) {
        for (int i = 0; i < steps.size(); i++) {
            String label = prefix + (i + 1);
            consumer.accept(label, steps.get(i));
            if (steps.get(i) instanceof ScriptStep.Branch(var arms, var otherwise)) {
                for (int arm = 0; arm < arms.size(); arm++) {
                    each(labelOf(label, arm), arms.get(arm).then(), consumer);
                }
                each(labelOf(label, arms.size()), otherwise, consumer);
            }
        }
    }

    /** What the script expects of the answer to what was said in a turn: that of the step that says the same words. */
    public Attributes expectationsIn(Turn turn) {
        return byLabel().values().stream()
                .filter(ScriptStep.Say.class::isInstance)
                .map(ScriptStep.Say.class::cast)
                .filter(say -> say.text().equals(turn.user().text()))
                .map(ScriptStep.Say::expect)
                .filter(expect -> !expect.isEmpty())
                .findFirst()
                .orElse(Attributes.EMPTY);
    }

    /** What its steps expect of answers. */
    public List<Attributes> expectations() {
        return byLabel().values().stream()
                .filter(ScriptStep.Say.class::isInstance)
                .map(step -> ((ScriptStep.Say) step).expect())
                .filter(expect -> !expect.isEmpty())
                .toList();
    }

    /** What cannot be right whatever the agent does; a fault's place begins with {@code script}. */
    List<Fault> faults(boolean hasHistory) {
        if (steps.isEmpty() || hasHistory) {
            return List.of();
        }
        return switch (steps.getFirst()) {
            case ScriptStep.Say say -> List.of();
            case ScriptStep.Proceed proceed -> List.of();
            default ->
                List.of(new Fault(
                        "script[0]",
                        "comes before anything was said; begin with 'say' or 'proceed', or give a 'history'"));
        };
    }
}
