package dev.rehearsal.cli;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.mlflow.MlflowServer;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which MLflow server a command speaks to. */
final class MlflowOption {
    private static final String FLAG = "--mlflow";
    private static final String NONE = "none";
    private static final String EXPERIMENT = "MLFLOW_EXPERIMENT_NAME";

    @Option(
            names = FLAG,
            paramLabel = "URL",
            description = {
                "The MLflow server: http://localhost:5000, 'databricks', or 'none' (default: the variable"
                        + " MLFLOW_TRACKING_URI). Sign in by MLFLOW_TRACKING_USERNAME and"
                        + " MLFLOW_TRACKING_PASSWORD, by MLFLOW_TRACKING_TOKEN, or by DATABRICKS_HOST and DATABRICKS_TOKEN."
            })
    private @Nullable String named;

    @Option(
            names = "--mlflow-experiment",
            paramLabel = "NAME",
            description =
                    "What the experiment is called there (default: the variable MLFLOW_EXPERIMENT_NAME, or as here).")
    private @Nullable String experiment;

    /** @throws InvalidInputException if none is named */
    MlflowServer server(Map<String, String> environment) {
        return any(environment, null)
                .orElseThrow(() -> new InvalidInputException(
                        FLAG,
                        "is missing: the address of an MLflow server, for example http://localhost:5000; or set the variable "
                                + MlflowServer.ADDRESS));
    }

    /**
     * The server that the command line names, else the file, else the environment. A store of MLflow's that is no server is none, if only
     * the environment names it: many have that variable set for other work.
     */
    Optional<MlflowServer> any(Map<String, String> environment, @Nullable String file) {
        String text = named == null ? file : named;
        if (text != null) {
            return text.equals(NONE) ? Optional.empty() : Optional.of(parse(text, environment));
        }
        String variable = environment.getOrDefault(MlflowServer.ADDRESS, "").strip();
        boolean server = variable.matches("(?i)https?://.*") || variable.equals("databricks");
        return server ? Optional.of(parse(variable, environment)) : Optional.empty();
    }

    static MlflowServer parse(String text, Map<String, String> environment) {
        try {
            return MlflowServer.from(text, environment);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(e.faults().stream()
                    .map(fault -> new Fault(FLAG + " " + fault.place(), fault.message()))
                    .toList());
        }
    }

    /** What the experiment is called there; null for what it is called here. */
    @Nullable
    String experiment(Map<String, String> environment) {
        String variable = environment.getOrDefault(EXPERIMENT, "").strip();
        return experiment != null || variable.isEmpty() ? experiment : variable;
    }

    /** As an argument that means the same server; empty where the environment names it. */
    String asArgument(MlflowServer server, Map<String, String> environment) {
        return server.argument().equals(environment.getOrDefault(MlflowServer.ADDRESS, ""))
                ? ""
                : " " + FLAG + " " + server.argument();
    }
}
