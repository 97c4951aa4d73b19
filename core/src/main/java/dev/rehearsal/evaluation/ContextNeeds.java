package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.simulation.ModelAgent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether test cases have in their context what the agent's system prompt takes from there; what is missing stays empty. */
final class ContextNeeds {
    private static final Logger LOG = LoggerFactory.getLogger(ContextNeeds.class);

    private ContextNeeds() {}

    /** Says which variables some test cases, or all, have no value for. Cases that come as a stream without end are not looked at. */
    static void check(String systemPrompt, TestCases testCases) {
        Map<String, Long> met = new LinkedHashMap<>();
        ModelAgent.variables(systemPrompt).forEach(name -> met.put(name, 0L));
        if (met.isEmpty() || testCases.size().isEmpty()) {
            return;
        }
        long cases = 0;
        try (Stream<CaseItem> items = testCases.open()) {
            for (var each = items.iterator(); each.hasNext(); ) {
                if (each.next() instanceof CaseItem.Valid(var testCase)) {
                    cases++;
                    Attributes context = testCase.context();
                    met.replaceAll((name, count) -> context.get(name).isPresent() ? count + 1 : count);
                }
            }
        }
        for (var each : met.entrySet()) {
            if (each.getValue() < cases) {
                LOG.warn(
                        "the system prompt has {}: {} of {} test cases have it in their context, else it stays empty",
                        "{{" + each.getKey() + "}}",
                        each.getValue(),
                        cases);
            }
        }
    }
}
