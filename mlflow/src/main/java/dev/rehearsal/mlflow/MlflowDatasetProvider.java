package dev.rehearsal.mlflow;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.DatasetId;
import dev.rehearsal.dataset.DatasetProvider;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.input.InvalidInputException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens {@code dataset:mlflow:NAME}: a dataset of the MLflow server that the environment names. */
public final class MlflowDatasetProvider implements DatasetProvider {
    private static final Logger LOG = LoggerFactory.getLogger(MlflowDatasetProvider.class);
    private static final String KIND = "mlflow";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TestCases open(String name) {
        MlflowServer server = MlflowServer.of(System.getenv())
                .orElseThrow(() -> new InvalidInputException(
                        "dataset:" + KIND + ":" + name,
                        "is at an MLflow server; say at which with the variable " + MlflowServer.ADDRESS));
        return open(name, server);
    }

    /**
     * The test cases of a dataset at a server.
     *
     * @throws InvalidInputException if it is not there, or has none
     */
    public static TestCases open(String name, MlflowServer server) {
        try (var datasets = new MlflowDatasets(server)) {
            MlflowDatasets.Pulled pulled = datasets.pull(name);
            pulled.warnings().forEach(warning -> LOG.warn("dataset {}: {}", name, warning));
            if (pulled.records().isEmpty()) {
                throw new InvalidInputException("dataset:" + KIND + ":" + name, "has no test cases");
            }
            return new Cases(pulled);
        }
    }

    private record Cases(MlflowDatasets.Pulled pulled) implements TestCases {
        @Override
        public Stream<CaseItem> open() {
            return pulled.records().stream().map(DatasetRecord::testCase).map(CaseItem.Valid::new);
        }

        @Override
        public Optional<Long> size() {
            return Optional.of((long) pulled.records().size());
        }

        @Override
        public Optional<DatasetVersionUsed> dataset() {
            return Optional.of(new DatasetVersionUsed(new DatasetId(pulled.id()), KIND + ":" + pulled.name(), 0));
        }
    }
}
