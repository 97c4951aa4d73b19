package dev.rehearsal.mlflow;

import dev.rehearsal.input.InvalidInputException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where an MLflow server is, and how to sign in there.
 *
 * @param address without a slash at its end, and without credentials
 * @param authorization the header of that name; empty for none
 * @param workspace whether it is a workspace of Databricks
 */
public record MlflowServer(URI address, String authorization, boolean workspace) {
    /** The variable that says where MLflow is, as for MLflow's own clients. */
    public static final String ADDRESS = "MLFLOW_TRACKING_URI";

    static final String USER = "MLFLOW_TRACKING_USERNAME";
    static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
    static final String TOKEN = "MLFLOW_TRACKING_TOKEN";

    private static final String DATABRICKS = "databricks";
    private static final String DATABRICKS_HOST = "DATABRICKS_HOST";
    private static final String DATABRICKS_TOKEN = "DATABRICKS_TOKEN";

    /**
     * The server that a text names: its address, or {@code databricks}. Credentials are those of the address, else those of MLflow's own
     * variables.
     *
     * @throws InvalidInputException if it names none
     */
    public static MlflowServer from(String text, Map<String, String> environment) {
        if (text.equals(DATABRICKS) || text.startsWith(DATABRICKS + ":")) {
            return databricks(text, environment);
        }
        URI address = address(text);
        String user = address.getUserInfo();
        return new MlflowServer(plain(address), user == null ? authorization(environment) : basic(user), false);
    }

    /**
     * The server that the environment names, if it names one that is asked over HTTP.
     *
     * @throws InvalidInputException if it names something that is no address
     */
    public static Optional<MlflowServer> of(Map<String, String> environment) {
        String text = environment.getOrDefault(ADDRESS, "").strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(from(text, environment));
    }

    private static MlflowServer databricks(String text, Map<String, String> environment) {
        if (!text.equals(DATABRICKS)) {
            throw new InvalidInputException(
                    text,
                    "names a profile of a configuration file, which is not read; use 'databricks' with the variables "
                            + DATABRICKS_HOST + " and " + DATABRICKS_TOKEN);
        }
        String host = environment.getOrDefault(DATABRICKS_HOST, "").strip();
        String token = environment.getOrDefault(DATABRICKS_TOKEN, "").strip();
        if (host.isEmpty() || token.isEmpty()) {
            throw new InvalidInputException(
                    text, "needs the variables " + DATABRICKS_HOST + " and " + DATABRICKS_TOKEN);
        }
        return new MlflowServer(
                plain(address(host.contains("://") ? host : "https://" + host)), "Bearer " + token, true);
    }

    private static URI address(String text) {
        URI address;
        try {
            address = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw noAddress(text);
        }
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
            throw noAddress(text);
        }
        return address;
    }

    private static InvalidInputException noAddress(String text) {
        return new InvalidInputException(
                text.replaceAll("//[^/@]*@", "//"),
                "is no address of an MLflow server; it is like http://localhost:5000, or 'databricks'"
                        + " (MLflow's own stores, such as folders and sqlite:, need 'mlflow server' before them)");
    }

    private static URI plain(URI address) {
        String path = address.getRawPath() == null ? "" : address.getRawPath().replaceAll("/+$", "");
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return URI.create(address.getScheme().toLowerCase(Locale.ROOT) + "://" + address.getHost() + port + path);
    }

    private static String authorization(Map<String, String> environment) {
        String user = environment.getOrDefault(USER, "");
        String token = environment.getOrDefault(TOKEN, "");
        if (!user.isEmpty()) {
            return basic(user + ":" + environment.getOrDefault(PASSWORD, ""));
        }
        return token.isEmpty() ? "" : "Bearer " + token;
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    /** As it is named on a command line. */
    public String argument() {
        return workspace ? DATABRICKS : name();
    }

    /** What names it in the store and in messages: its address. */
    public String name() {
        return address.toString();
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return name();
    }
}
