package dev.rehearsal.models.openai;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.AllowedProviders;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.models.http.Credential;
import dev.rehearsal.models.http.Key;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds out where a model is asked and with what key, from the settings and the environment's usual variables. */
final class Addresses {
    private static final URI OPENAI = URI.create("https://api.openai.com/v1");

    private final ModelUri uri;
    private final ModelSettings settings;

    Addresses(ModelUri uri, ModelSettings settings) {
        this.uri = uri;
        this.settings = settings;
    }

    Endpoint openAi() {
        URI base = settings.baseUrl();
        if (base == null) {
            base = value("OPENAI_BASE_URL").isEmpty() ? OPENAI : address("OPENAI_BASE_URL");
        }
        String host = host(base);
        boolean own = host.equals("openai.com") || host.endsWith(".openai.com");
        if (!base.equals(OPENAI)) {
            AllowedProviders.checkHost(base, settings);
        }
        boolean named = !uri.model().isBlank();
        // An address without a model is somebody's chat endpoint, not a place for OpenAI's key.
        Key key = named ? Key.of(value("OPENAI_API_KEY")) : Key.NONE;
        if (own) {
            needModel("openai:/gpt-4o-mini");
            if (key.isEmpty()) {
                throw missing("OPENAI_API_KEY is not set; set it, or OPENAI_BASE_URL for a server that needs no key");
            }
        }
        return Endpoint.of(
                base,
                named ? uri.model() : "default",
                Credential.bearer(key),
                own ? Dialect.OPENAI : Dialect.COMPATIBLE);
    }

    /** By Azure's {@code v1} interface, or by the dated one where a version is set. */
    Endpoint azure() {
        needModel("azure:/<deployment>");
        URI base = settings.baseUrl() == null ? needAddress("AZURE_OPENAI_ENDPOINT") : settings.baseUrl();
        checkHost(base, ".azure.com", ".azure.us", ".azure.cn");
        Key key = Key.of(first("AZURE_OPENAI_API_KEY", "AZURE_OPENAI_KEY"));
        Key token = Key.of(value("AZURE_OPENAI_AD_TOKEN"));
        if (key.isEmpty() && token.isEmpty()) {
            throw missing("AZURE_OPENAI_API_KEY is not set (nor AZURE_OPENAI_AD_TOKEN)");
        }
        String version = first("AZURE_OPENAI_API_VERSION", "OPENAI_API_VERSION");
        String root = withoutSlash(base);
        if (!root.contains("/openai")) {
            root += version.isEmpty()
                    ? "/openai/v1"
                    : "/openai/deployments/" + URLEncoder.encode(uri.model(), StandardCharsets.UTF_8)
                            + "/chat/completions?api-version=" + version;
        }
        return Endpoint.of(
                URI.create(root),
                uri.model(),
                key.isEmpty() ? Credential.bearer(token) : Credential.header("api-key", key),
                Dialect.OPENAI);
    }

    Endpoint databricks() {
        needModel("databricks:/<serving endpoint>");
        URI base = settings.baseUrl() == null ? needAddress("DATABRICKS_HOST") : settings.baseUrl();
        checkHost(base, ".databricks.com", ".azuredatabricks.net");
        Key token = Key.of(value("DATABRICKS_TOKEN"));
        if (token.isEmpty()) {
            throw missing("DATABRICKS_TOKEN is not set");
        }
        String root = withoutSlash(base);
        return Endpoint.of(
                URI.create(root.endsWith("/serving-endpoints") ? root : root + "/serving-endpoints"),
                uri.model(),
                Credential.bearer(token),
                Dialect.MODELS);
    }

    /** As MLflow's own judges find it: the gateway's address, else the tracking server's. */
    Endpoint gateway() {
        needModel("gateway:/<endpoint>");
        URI base = settings.baseUrl();
        if (base == null) {
            base = value("MLFLOW_GATEWAY_URI").isEmpty()
                    ? needAddress("MLFLOW_TRACKING_URI")
                    : address("MLFLOW_GATEWAY_URI");
        }
        AllowedProviders.checkHost(base, settings);
        String user = value("MLFLOW_TRACKING_USERNAME");
        return Endpoint.of(
                URI.create(withoutSlash(base) + "/gateway/mlflow/v1"),
                uri.model(),
                user.isEmpty()
                        ? Credential.bearer(Key.of(value("MLFLOW_TRACKING_TOKEN")))
                        : Credential.basic(user, value("MLFLOW_TRACKING_PASSWORD")),
                Dialect.MODELS);
    }

    private void needModel(String example) {
        if (uri.model().isBlank()) {
            throw missing("the model is missing, for example " + example);
        }
    }

    /** A provider's name on the list of what is allowed stands for its own hosts, not for any address. */
    private void checkHost(URI base, String... own) {
        String host = host(base);
        if (Stream.of(own).noneMatch(host::endsWith)) {
            AllowedProviders.checkHost(base, settings);
        }
    }

    private URI needAddress(String variable) {
        if (value(variable).isEmpty()) {
            throw missing(variable + " is not set");
        }
        return address(variable);
    }

    private URI address(String variable) {
        String text = value(variable);
        try {
            return URI.create(text.contains("://") ? text : "https://" + text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(variable, "is not an address");
        }
    }

    private String host(URI base) {
        boolean http = "http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme());
        if (!http || base.getHost() == null) {
            throw new InvalidInputException(
                    uri.toString(), "its address has to be http://host… or https://host…; found: " + base.getScheme());
        }
        return base.getHost().toLowerCase(Locale.ROOT);
    }

    private static String withoutSlash(URI base) {
        String text = base.getScheme() + "://" + base.getRawAuthority()
                + (base.getRawPath() == null ? "" : base.getRawPath());
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private String first(String variable, String other) {
        return value(variable).isEmpty() ? value(other) : value(variable);
    }

    private String value(String variable) {
        return settings.environment().getOrDefault(variable, "").strip();
    }

    private InvalidInputException missing(String message) {
        return new InvalidInputException(uri.toString(), message);
    }
}
