package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.Scorer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of scorer that can be opened by name.
 *
 * @param name letters, digits and underscores; unique
 * @param level what it judges
 * @param values what its feedback can be, in words
 * @param needs what it cannot judge without, whatever its options
 * @param description one sentence
 * @param options all that it knows; others are refused
 * @param opener makes the scorer; faults are told to the options
 */
public record ScorerKind(
        String name,
        Level level,
        String values,
        List<Need> needs,
        String description,
        List<ScorerOption> options,
        Function<ScorerOptions, Scorer> opener) {
    /** What is judged. */
    public enum Level {
        TURN,
        SESSION,
        /** The one or the other, as its options say. */
        EITHER
    }

    public ScorerKind {
        if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "a scorer's name has letters, digits and underscores, found: '" + name + "'");
        }
        needs = List.copyOf(needs);
        options = needs.contains(Need.judgeModel()) ? withJudgeOptions(options) : List.copyOf(options);
    }

    /** Whatever asks a judge can go by another name and ask another model. */
    private static List<ScorerOption> withJudgeOptions(List<ScorerOption> own) {
        var options = new LinkedHashSet<>(own);
        options.add(ScorerOption.AS);
        options.add(ScorerOption.MODEL);
        return List.copyOf(options);
    }

    /** Whether it can be opened without options. */
    public boolean needsNoOptions() {
        return options.stream().noneMatch(option -> option.otherwise().equals("required"));
    }

    /** @throws InvalidInputException with every fault of the options */
    Scorer open(Attributes given) {
        var faults = new ArrayList<Fault>();
        var read = new ScorerOptions(this, given, faults);
        read.refuseUnknown();
        Scorer scorer = null;
        try {
            scorer = opener.apply(read);
            if (needs.contains(Need.judgeModel())) {
                scorer = Recast.of(scorer, read);
            }
        } catch (InvalidInputException e) {
            faults.addAll(e.faults());
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("scorers", name + ": " + e.getMessage()));
        }
        if (!faults.isEmpty() || scorer == null) {
            throw new InvalidInputException(faults);
        }
        return scorer;
    }
}
