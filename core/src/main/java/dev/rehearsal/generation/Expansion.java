package dev.rehearsal.generation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallScope;
import java.util.ArrayList;
import java.util.List;

/** Other persons with the same goal. */
final class Expansion {
    private Expansion() {}

    /** A case that a model made of another one. */
    record Varied(TestCase of, TestCase testCase) {}

    static TestCase withPersona(TestCase testCase, String persona, int number) {
        return changed(
                testCase, persona, testCase.simulationGuidelines(), "p" + number, Attributes.of("from", "personas"));
    }

    static List<Varied> variations(
            Questions questions, TestCase testCase, List<String> personas, int variations, CallScope scope) {
        var known = new ArrayList<String>(personas);
        known.add(testCase.personaOrDefault());
        var varied = new ArrayList<Varied>();
        Attributes origin = Attributes.of("from", "variation")
                .with("model", questions.model())
                .with("prompt", Questions.VARY.label());
        for (int number = 1; number <= variations; number++) {
            Draft draft = questions.vary(testCase.goal(), testCase.simulationGuidelines(), known, number, scope);
            if (draft.persona().isBlank()) {
                throw new IllegalArgumentException("the model gave no persona in variation " + number);
            }
            known.add(draft.persona());
            varied.add(
                    new Varied(testCase, changed(testCase, draft.persona(), draft.guidelines(), "v" + number, origin)));
        }
        return varied;
    }

    private static TestCase changed(
            TestCase testCase, String persona, List<String> guidelines, String suffix, Attributes origin) {
        String id = testCase.caseId().value();
        return testCase.toBuilder()
                .id(id + "-" + suffix)
                .persona(persona)
                .simulationGuidelines(guidelines)
                .tag("source", "generated")
                .metadata(testCase.metadata().with("generated", origin.with("of", id)))
                .build();
    }
}
