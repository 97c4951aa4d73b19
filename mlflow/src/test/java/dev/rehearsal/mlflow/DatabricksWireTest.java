package dev.rehearsal.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.real.MlflowProcess;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to a Databricks workspace: as MLflow's own client sends it, and never tried against one. */
class DatabricksWireTest {
    private static final RunId RUN = new RunId("20260301-100000-abcdef");

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> files = new CopyOnWriteArrayList<>();
    private HttpServer workspace;
    private MlflowServer server;
    private String kind = "AWS_PRESIGNED_URL";

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        workspace = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        workspace.createContext("/", this::answer);
        workspace.start();
        server = MlflowServer.from(
                "databricks",
                Map.of(
                        "DATABRICKS_HOST",
                        "http://127.0.0.1:" + workspace.getAddress().getPort() + "/",
                        "DATABRICKS_TOKEN",
                        "dapi-s3cret"));
    }

    @AfterEach
    void stop() {
        workspace.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(exchange.getRequestMethod() + " " + path.replaceAll("tr-[0-9a-f]{32}", "TRACE") + " "
                    + (authorization == null ? "-" : authorization));
            String answer = "{}";
            int status = 200;
            if (path.startsWith("/storage")) {
                assertThat(exchange.getRequestHeaders().getFirst("x-signed")).isEqualTo("yes");
                files.add(body);
            } else if (path.endsWith("/get-by-name") || path.matches(".*/traces/tr-[0-9a-f]+")) {
                status = 404;
                answer = "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"none\"}";
            } else if (path.endsWith("/experiments/create")) {
                assertThat(body).isEqualTo("{\"name\":\"/Shared/support\"}");
                answer = "{\"experiment_id\": \"7\"}";
            } else if (path.endsWith("/runs/create")) {
                answer = "{\"run\": {\"info\": {\"run_id\": \"r1\"}}}";
            } else if (path.endsWith("/credentials-for-data-upload")) {
                answer = "{\"credential_info\": {\"type\": \"" + kind + "\", \"signed_uri\": \"" + server.name()
                        + "/storage/t?sig=signed-s3cret\", \"headers\": [{\"name\": \"x-signed\", \"value\": \"yes\"}]}}";
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Backlog publish() {
        try (Store store = Store.inMemory();
                var publisher = new MlflowPublisher(store, server)) {
            Rehearsals.begin(store, RUN);
            Rehearsals.open(store, RUN, 0, TestCase.of("Get a refund"));
            Rehearsals.say(store, RUN, 0, Rehearsals.withTools(1));
            Rehearsals.assess(store, RUN, 0, 1, Rehearsals.judged("safety", true));
            Rehearsals.close(store, RUN, 0, new StopReason.GoalAchieved("it was"));
            Rehearsals.end(store, RUN);
            publisher.add(RUN);
            Backlog backlog = publisher.finish();
            assertThat(publisher.address(RUN)).contains(server.name() + "/ml/experiments/7/runs/r1");
            return backlog;
        }
    }

    @Test
    void isAsMlflowsOwnClientSendsIt() {
        assertThat(publish().isEmpty()).isTrue();

        assertThat(requests)
                .containsExactly(
                        "GET /api/2.0/mlflow/experiments/get-by-name Bearer dapi-s3cret",
                        "POST /api/2.0/mlflow/experiments/create Bearer dapi-s3cret",
                        "POST /api/2.0/mlflow/runs/search Bearer dapi-s3cret",
                        "POST /api/2.0/mlflow/runs/create Bearer dapi-s3cret",
                        "POST /api/2.0/mlflow/runs/log-batch Bearer dapi-s3cret",
                        "GET /api/3.0/mlflow/traces/TRACE Bearer dapi-s3cret",
                        "POST /api/3.0/mlflow/traces Bearer dapi-s3cret",
                        "GET /api/2.0/mlflow/traces/TRACE/credentials-for-data-upload Bearer dapi-s3cret",
                        "PUT /storage/t -",
                        "POST /api/2.0/mlflow/traces/link-to-run Bearer dapi-s3cret",
                        "POST /api/2.0/mlflow/runs/log-batch Bearer dapi-s3cret",
                        "POST /api/2.0/mlflow/runs/log-inputs Bearer dapi-s3cret",
                        "POST /api/2.0/mlflow/runs/log-batch Bearer dapi-s3cret",
                        "POST /api/2.0/mlflow/runs/update Bearer dapi-s3cret");
        assertThat(files).singleElement().asString().contains("\"mlflow.traceRequestId\":\"\\\"tr-");
    }

    @Test
    void saysWithoutSecretsThatAPlaceIsNotSpoken() {
        kind = "AZURE_ADLS_GEN2_SAS_URI";

        Backlog backlog = publish();

        assertThat(backlog.refused()).isPositive();
        assertThat(backlog.why()).contains("AZURE_ADLS_GEN2_SAS_URI").doesNotContain("s3cret");
        assertThat(server.toString()).doesNotContain("s3cret");
        assertThat(server.argument()).isEqualTo("databricks");
    }

    @Test
    void readsNothingThere() {
        assertThatThrownBy(() -> new MlflowDatasets(server))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("datasets behind an interface of its own");
        try (Store store = Store.inMemory()) {
            assertThatThrownBy(() -> new MlflowImport(store, server))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("not read from");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "real", matches = "true")
    void keepsSpansAsMlflowsClientReadsThem() throws Exception {
        publish();
        Path file = Files.writeString(folder.resolve("spans.json"), files.getFirst());
        try (MlflowProcess mlflow = MlflowProcess.start(folder)) {
            JsonNode spans = Rest.JSON.readTree(mlflow.python(DatabricksWireTest.class, "spans.py", file.toString()));

            assertThat(spans.toString())
                    .isEqualTo(
                            "[{\"name\":\"turn\",\"type\":\"AGENT\",\"status\":\"OK\",\"parent\":false,"
                                    + "\"inputs\":{\"messages\":[{\"role\":\"user\",\"content\":\"Where is my order?\"}]}},"
                                    + "{\"name\":\"look_up\",\"type\":\"TOOL\",\"status\":\"OK\",\"parent\":true,\"inputs\":{\"order\":17}},"
                                    + "{\"name\":\"sql\",\"type\":\"CHAIN\",\"status\":\"ERROR\",\"parent\":true,\"inputs\":null},"
                                    + "{\"name\":\"refund\",\"type\":\"TOOL\",\"status\":\"ERROR\",\"parent\":true,\"inputs\":{}}]");
        }
    }
}
