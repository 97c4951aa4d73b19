package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.Scorer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, before a run starts, whether its test cases have what its scorers need. Cases that come as a stream without end are not looked at:
 * there it shows for each session that a scorer has nothing to say.
 */
final class CaseNeeds {
    private static final Logger LOG = LoggerFactory.getLogger(CaseNeeds.class);

    private final Scorer scorer;
    private final Need.Expectation need;
    private long met;

    private CaseNeeds(Scorer scorer, Need.Expectation need) {
        this.scorer = scorer;
        this.need = need;
    }

    /** @throws InvalidInputException if no test case has what a scorer needs; that only some have it is said */
    static void check(List<Scorer> scorers, TestCases testCases) {
        List<CaseNeeds> needs = scorers.stream()
                .flatMap(scorer -> scorer.needs().stream()
                        .filter(Need.Expectation.class::isInstance)
                        .map(need -> new CaseNeeds(scorer, (Need.Expectation) need)))
                .toList();
        if (needs.isEmpty() || testCases.size().isEmpty()) {
            return;
        }
        long cases = 0;
        try (Stream<CaseItem> items = testCases.open()) {
            for (var each = items.iterator(); each.hasNext(); ) {
                if (each.next() instanceof CaseItem.Valid(var testCase)) {
                    cases++;
                    needs.forEach(need -> need.look(testCase));
                }
            }
        }
        var faults = new ArrayList<Fault>();
        for (CaseNeeds each : needs) {
            if (cases > 0 && each.met == 0) {
                faults.add(new Fault(
                        "scorers",
                        each.scorer.name() + " needs " + each.need.text() + ", and none of the " + cases
                                + " test cases has it; add it to the cases, or leave the scorer out"));
            } else if (each.met < cases) {
                LOG.warn(
                        "{} needs {}: {} of {} test cases have it, the others are not judged by it",
                        each.scorer.name(),
                        each.need.text(),
                        each.met,
                        cases);
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    private void look(TestCase testCase) {
        Attributes expectations = testCase.expectations();
        @Nullable Object turns = expectations.get("turns").orElse(null);
        if (need.anyOf().stream()
                .anyMatch(name -> expectations.get(name).isPresent()
                        || below(turns, name)
                        || testCase.script().expectations().stream()
                                .anyMatch(each -> each.get(name).isPresent()))) {
            met++;
        }
    }

    /** Whether some turn has it. */
    private static boolean below(@Nullable Object turns, String name) {
        return switch (turns) {
            case Map<?, ?> map -> map.get(name) != null || anyBelow(map.values(), name);
            case Collection<?> list -> anyBelow(list, name);
            case null, default -> false;
        };
    }

    private static boolean anyBelow(Collection<?> values, String name) {
        return values.stream().anyMatch(each -> below(each, name));
    }
}
