package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The test cases of a run as a dataset of MLflow's: the same cases have the same digest. */
final class CasesUsed {
    private static final int DIGEST = 8;

    private CasesUsed() {}

    static ObjectNode of(Store store, RunId runId) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        long count = 0;
        try (Stream<TestCase> cases = store.runs().cases(runId)) {
            for (var each = cases.iterator(); each.hasNext(); count++) {
                digest.update((each.next().caseId().value() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return Rest.object()
                .put("name", "test cases")
                .put("digest", HexFormat.of().formatHex(digest.digest(), 0, DIGEST / 2))
                .put("source_type", "code")
                .put("source", ChatText.write(Rest.object().put("test_cases", count)));
    }
}
