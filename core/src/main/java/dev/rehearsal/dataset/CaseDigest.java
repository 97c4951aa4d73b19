package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The digest of a test case's inputs: the same for the same goal, persona, context,
 * guidelines, history and script, in any order of the keys. */
final class CaseDigest {
    private static final int SHORT = 16;

    private CaseDigest() {}

    static CaseId of(TestCase testCase) {
        return new CaseId(sha256Of(testCase).substring(0, SHORT));
    }

    /** The whole digest, in hexadecimal. */
    static String sha256Of(TestCase testCase) {
        var inputs = new LinkedHashMap<String, @Nullable Object>();
        inputs.put("goal", testCase.goal());
        inputs.put("persona", testCase.persona());
        inputs.put("context", sorted(testCase.context().asMap()));
        inputs.put("simulation_guidelines", testCase.simulationGuidelines());
        if (!testCase.history().isEmpty()) {
            inputs.put("history", HistoryReader.write(testCase.history()));
        }
        if (!testCase.script().isEmpty()) {
            inputs.put("script", sorted(testCase.script().toValues()));
        }
        return Digest.of(Attributes.from(inputs).toJson()).hex();
    }

    private static @Nullable Object sorted(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, @Nullable Object>();
                map.forEach((key, inner) -> sorted.put(String.valueOf(key), sorted(inner)));
                yield sorted;
            }
            case List<?> list -> list.stream().map(CaseDigest::sorted).toList();
            case null, default -> value;
        };
    }
}
