package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.testkit.KillableProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The commands that speak to an MLflow server, with a real one. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class MlflowCommandsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TRACES =
            "{\"locations\": [{\"type\": \"MLFLOW_EXPERIMENT\", \"mlflow_experiment\": {\"experiment_id\": \"%s\"}}]}";

    @TempDir
    private static Path folder;

    private static RealMlflow mlflow;
    private static Path cases;

    @BeforeAll
    static void start() throws IOException {
        mlflow = RealMlflow.start(folder);
        cases = Files.writeString(
                folder.resolve("cases.jsonl"),
                "{\"id\": \"where\", \"goal\": \"Learn where order 1001 is\"}\n{\"id\": \"hours\", \"goal\": \"Learn when the shop opens\"}\n");
    }

    @AfterAll
    static void stop() {
        mlflow.close();
    }

    /** Commands with a store of their own. */
    private static Shell shell(String store) {
        return new Shell()
                .columns(400)
                .appending("--store", folder.resolve(store + ".db").toString());
    }

    private static Shell.Result evaluate(Shell shell, String what, String experiment, String... more) {
        var arguments = new ArrayList<>(List.of(
                "evaluate",
                what,
                "--agent=demo:/order-desk",
                "--user-model=offline:/",
                "--max-turns=2",
                "--scorer=no_repeated_answer",
                "--experiment=" + experiment));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    private static String to(String address) {
        return "--mlflow=" + address;
    }

    private static String server() {
        return to(mlflow.address());
    }

    /** What a command line wrote of the only run at the address that it was published to. */
    private static String published(Shell.Result result) throws IOException, InterruptedException {
        Matcher address = Pattern.compile(
                        "Published to \\S+/experiments/(\\d+)/evaluation-runs\\?selectedRunUuid=(\\S+)")
                .matcher(result.out());
        assertThat(address.find()).as(result.out() + result.err()).isTrue();
        return mlflow.post("/api/2.0/mlflow/runs/search", "{\"experiment_ids\": [\"" + address.group(1) + "\"]}");
    }

    @Test
    void publishARunWhileItGoes() throws Exception {
        Shell shell = shell("while");

        Shell.Result evaluated = evaluate(shell, cases.toString(), "while", server());

        assertThat(evaluated.code()).as(evaluated.err()).isEqualTo(ExitCode.PASSED);
        assertThat(published(evaluated))
                .contains("\"FINISHED\"", "no_repeated_answer/mean", "genai_evaluate")
                .contains("\"source_type\": \"code\"");
        assertThat(shell.run("mlflow", "status").out()).contains(mlflow.address(), "while");
        assertThat(shell.run("mlflow", "publish", server()).out()).contains("There is nothing to publish to");
    }

    @Test
    void publishARunAfterwardsAndOnlyOnce() throws Exception {
        Shell shell = shell("afterwards");
        evaluate(shell, cases.toString(), "afterwards");

        Shell.Result once = shell.run("mlflow", "publish", "latest", server());
        Shell.Result twice = shell.run("mlflow", "publish", "latest", server());

        assertThat(once.code()).as(once.err()).isEqualTo(ExitCode.PASSED);
        assertThat(published(twice)).containsOnlyOnce("\"run_name\"");
    }

    @Test
    void publishWhatIsReplayed() throws Exception {
        Shell shell = shell("replayed");
        evaluate(shell, cases.toString(), "replayed", "--sample=1");
        String session = shell.run("sessions", "list", "--json")
                .out()
                .replaceAll("(?s).*\"session_id\":\\s*\"([^\"]+)\".*", "$1");

        Shell.Result replayed =
                shell.run("replay", session, "--agent=demo:/forgetful-desk", "--user-model=offline:/", server());

        assertThat(published(replayed)).contains("demo:/forgetful-desk");
    }

    @Test
    void takeAnExperimentIntoAnotherStoreOnce() {
        evaluate(shell("from"), cases.toString(), "taken", server());
        Shell other = shell("into");

        Shell.Result once = other.run("mlflow", "import", "--experiment=taken", server());
        Shell.Result twice = other.run("mlflow", "import", "--experiment=taken", server());

        assertThat(once.code()).as(once.err()).isEqualTo(ExitCode.PASSED);
        assertThat(once.out()).contains("2 sessions of experiment taken");
        assertThat(twice.code()).isEqualTo(ExitCode.PASSED);
        assertThat(other.run("sessions", "list", "--json").out().split("\"session_id\"", -1))
                .hasSize(3);
    }

    @Test
    void pushAndPullDatasetsAndPointRunsToThem() throws Exception {
        Shell here = shell("here");
        Shell there = shell("there");
        here.run("datasets", "create", "desk");
        here.run("datasets", "merge", "desk", cases.toString());

        Shell.Result pushed = here.run("mlflow", "push-dataset", "desk", server());
        Shell.Result pulled = there.run("mlflow", "pull-dataset", "desk", "--as=copy", server());

        assertThat(pushed.out()).as(pushed.err()).contains("desk@1", "2 records new, 0 merged");
        assertThat(pulled.out()).as(pulled.err()).contains("copy@1: 2 records new");
        pointsToDesk(published(evaluate(here, "dataset:desk", "pushed", server())), "desk");
        pointsToDesk(published(evaluate(there, "dataset:copy", "pulled", server())), "copy");
        pointsToDesk(published(evaluate(shell("nothing"), "dataset:mlflow:desk", "used", server())), "desk");
    }

    private static void pointsToDesk(String runs, String name) throws Exception {
        String found = mlflow.post("/api/3.0/mlflow/datasets/search", "{\"filter_string\": \"name = 'desk'\"}");
        String id = found.replaceAll("(?s).*\"dataset_id\": ?\"([^\"]+)\".*", "$1");
        assertThat(id).startsWith("d-");
        assertThat(Attributes.parse(runs).toJson())
                .contains("\"name\":\"" + name + "\"", "\"source_type\":\"mlflow_evaluation_dataset\"")
                .contains("\"source\":\"{\\\"dataset_id\\\":\\\"" + id + "\\\"}\"");
    }

    @Test
    void sayThatNobodyIsAtTheAddress() {
        Shell shell = shell("nobody");

        Shell.Result evaluated = evaluate(shell, cases.toString(), "nobody", to("http://127.0.0.1:1"));
        Shell.Result imported = shell.run("mlflow", "import", "--experiment=x", to("http://127.0.0.1:1"));
        Shell.Result later = shell.run("mlflow", "publish", server());

        assertThat(evaluated.code()).as("the run itself went well").isEqualTo(ExitCode.PASSED);
        assertThat(evaluated.err())
                .contains("http://127.0.0.1:1 cannot be reached")
                .contains("not published yet; 'rehearse mlflow publish --mlflow http://127.0.0.1:1 --store");
        assertThat(imported.code()).isEqualTo(ExitCode.FAILED);
        assertThat(imported.err()).contains("error: http://127.0.0.1:1 cannot be reached");
        assertThat(later.out()).as("meant for another server").contains("There is nothing to publish to");
    }

    @Test
    void sayThatThePasswordIsWrong() throws Exception {
        Shell shell = shell("password");
        HttpServer door = mlflow.withPassword("ada", "right");
        try {
            String address = "http://127.0.0.1:" + door.getAddress().getPort();
            shell.with("MLFLOW_TRACKING_USERNAME", "ada").with("MLFLOW_TRACKING_PASSWORD", "wr0ng-s3cret");

            Shell.Result evaluated = evaluate(shell, cases.toString(), "password", to(address));
            Shell.Result pulled = shell.run("mlflow", "pull-dataset", "desk", to(address));
            shell.with("MLFLOW_TRACKING_PASSWORD", "right");
            Shell.Result published = shell.run("mlflow", "publish", to(address));

            assertThat(evaluated.code()).isEqualTo(ExitCode.PASSED);
            assertThat(evaluated.err()).contains("401", "MLFLOW_TRACKING_PASSWORD", "not published yet");
            assertThat(pulled.code()).isEqualTo(ExitCode.FAILED);
            assertThat(pulled.err()).contains("401", "MLFLOW_TRACKING_PASSWORD");
            for (Shell.Result each : List.of(evaluated, pulled, published)) {
                assertThat(each.out() + each.err()).doesNotContain("wr0ng-s3cret");
            }
            assertThat(published.code()).as(published.err()).isEqualTo(ExitCode.PASSED);
        } finally {
            door.stop(0);
        }
    }

    @Test
    void sayWhatIsNotThere() {
        Shell shell = shell("missing");
        evaluate(shell, cases.toString(), "missing");

        Map.of(
                        "import --experiment=nothing",
                        "experiment 'nothing': is not at " + mlflow.address(),
                        "publish nothing",
                        "nothing",
                        "push-dataset nothing",
                        "nothing",
                        "pull-dataset nothing",
                        "dataset 'nothing': is not at " + mlflow.address())
                .forEach((command, message) -> {
                    var words = new ArrayList<>(List.of(("mlflow " + command).split(" ")));
                    words.add(server());
                    Shell.Result result = shell.run(words.toArray(String[]::new));
                    assertThat(result.code()).as(command + ": " + result.err()).isEqualTo(ExitCode.BAD_INPUT);
                    assertThat(result.err()).contains(message);
                });
        assertThat(evaluate(shell, "dataset:mlflow:nothing", "missing", server())
                        .err())
                .contains("dataset 'nothing': is not at");
    }

    @Test
    void publishWhatIsStartedAndSaidWhileTheStoreIsServed() throws Exception {
        Shell shell = shell("served");
        evaluate(shell, cases.toString(), "served");
        String run = first("run_id", shell.run("runs", "list", "--json").out());
        try (KillableProcess serving = KillableProcess.java(
                        Rehearse.class.getName(),
                        "serve",
                        "--port=0",
                        server(),
                        "--store=" + folder.resolve("served.db"))
                .start()) {
            serving.awaitLine(line -> line.startsWith("Publishing to "), PATIENCE);
            String api = serving.output().lines().findFirst().orElseThrow() + "api/v1";

            String started = first("run_id", post(api + "/runs", "{\"from_run\": \"" + run + "\"}"));
            await("/api/2.0/mlflow/runs/search", "{\"experiment_ids\": [\"%s\"]}", "\"FINISHED\"");
            String session = first(
                    "session_id",
                    shell.run("sessions", "list", "--run=" + started, "--json").out());
            post(api + "/sessions/" + session + "/assessments", say("said_on_a_page"));
            await("/api/3.0/mlflow/traces/search", TRACES, "said_on_a_page");
            post(api + "/sessions/" + session + "/assessments", say("said_at_the_end"));
            serving.terminate();
            KillableProcess.Exit exit = serving.await(PATIENCE);

            assertThat(exit.code()).as(exit.errors()).isEqualTo(ExitCode.PASSED);
            assertThat(search("/api/3.0/mlflow/traces/search", TRACES)).contains("said_at_the_end");
            assertThat(search("/api/2.0/mlflow/runs/search", "{\"experiment_ids\": [\"%s\"]}"))
                    .contains(started)
                    .as("nobody asked for that one")
                    .doesNotContain(run);
        }
    }

    private static String say(String name) {
        return "{\"name\": \"" + name + "\", \"value\": true, \"person\": \"Ada\"}";
    }

    private static String first(String name, String json) {
        Matcher value = Pattern.compile("\"" + name + "\": ?\"([^\"]+)\"").matcher(json);
        assertThat(value.find()).as(json).isTrue();
        return value.group(1);
    }

    private static String post(String address, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** What the server finds in the experiment; empty where that is not there yet. */
    private static String search(String path, String body) throws Exception {
        String experiment = mlflow.get("/api/2.0/mlflow/experiments/get-by-name?experiment_name=served");
        Matcher id = Pattern.compile("\"experiment_id\": ?\"([^\"]+)\"").matcher(experiment);
        return id.find() ? mlflow.post(path, body.formatted(id.group(1))) : "";
    }

    private static void await(String path, String body, String text) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!search(path, body).contains(text)) {
            assertThat(System.nanoTime()).as(text + " comes").isLessThan(end);
            Thread.sleep(100);
        }
    }
}
