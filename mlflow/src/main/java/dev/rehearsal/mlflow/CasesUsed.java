package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The test cases of a run as a dataset of MLflow's: the same cases have the same digest. Where they are of a dataset that is at the server
 * too, it is the one that is named; its page there leads to it.
 */
final class CasesUsed {
    private static final int DIGEST = 8;
    private static final String ELSEWHERE = "mlflow:";

    private final Store store;
    private final Rest rest;

    CasesUsed(Store store, Rest rest) {
        this.store = store;
        this.rest = rest;
    }

    ObjectNode of(RunId runId) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        long count = 0;
        try (Stream<TestCase> cases = store.runs().cases(runId)) {
            for (var each = cases.iterator(); each.hasNext(); count++) {
                digest.update(
                        Attributes.from(CaseReader.write(each.next())).toJson().getBytes(StandardCharsets.UTF_8));
            }
        }
        Optional<DatasetVersionUsed> used = store.runs().dataset(runId);
        ObjectNode dataset = Rest.object()
                .put("name", used.map(CasesUsed::name).orElse("test cases"))
                .put("digest", HexFormat.of().formatHex(digest.digest(), 0, DIGEST / 2));
        Optional<String> there = used.flatMap(this::idAtServer);
        if (there.isPresent()) {
            return dataset.put("source_type", "mlflow_evaluation_dataset")
                    .put("source", ChatText.write(Rest.object().put("dataset_id", there.get())));
        }
        ObjectNode source = Rest.object().put("test_cases", count);
        used.ifPresent(each -> source.put("dataset", each.toString()));
        return dataset.put("source_type", "code").put("source", ChatText.write(source));
    }

    private static String name(DatasetVersionUsed used) {
        return used.name().startsWith(ELSEWHERE) ? used.name().substring(ELSEWHERE.length()) : used.name();
    }

    private Optional<String> idAtServer(DatasetVersionUsed used) {
        Optional<String> id = used.name().startsWith(ELSEWHERE)
                ? Optional.of(used.id().value())
                : store.datasets()
                        .find(used.name())
                        .filter(here -> here.id().equals(used.id()))
                        .flatMap(here -> DatasetLink.of(here, rest.server()));
        return id.filter(this::isThere);
    }

    /** It may have been deleted, or be at another server than the one that is published to. */
    private boolean isThere(String id) {
        if (rest.server().workspace()) {
            return false;
        }
        try {
            return rest.get(MlflowDatasets.API + Rest.encode(id), Map.of())
                    .path("dataset")
                    .path("dataset_id")
                    .asText()
                    .equals(id);
        } catch (MlflowException.Refused e) {
            if (e.concernsAll()) {
                throw e;
            }
            return false;
        }
    }
}
