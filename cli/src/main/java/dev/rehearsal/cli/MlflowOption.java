package dev.rehearsal.cli;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.mlflow.MlflowServer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which MLflow server a command speaks to. */
final class MlflowOption {
    @Option(
            names = "--mlflow",
            paramLabel = "URL",
            description = {
                "The MLflow server, for example http://localhost:5000, or 'databricks' (default: the variable"
                        + " MLFLOW_TRACKING_URI). Who you are is said by MLFLOW_TRACKING_USERNAME and"
                        + " MLFLOW_TRACKING_PASSWORD, by MLFLOW_TRACKING_TOKEN, or by DATABRICKS_HOST and DATABRICKS_TOKEN."
            })
    private @Nullable String named;

    /** @throws InvalidInputException if none is named */
    MlflowServer server(Map<String, String> environment) {
        if (named != null) {
            return MlflowServer.from(named, environment);
        }
        return MlflowServer.of(environment)
                .orElseThrow(() -> new InvalidInputException(
                        "--mlflow",
                        "is missing: the address of an MLflow server, for example http://localhost:5000; or set the variable "
                                + MlflowServer.ADDRESS));
    }
}
