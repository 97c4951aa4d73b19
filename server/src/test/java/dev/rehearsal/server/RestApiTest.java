package dev.rehearsal.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.server.RawClient.Response;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestApiTest {
    private static final ModelSettings SETTINGS = new ModelSettings(Map.of(), null, List.of(), 1);
    private static final RunConfig CONFIG = RunConfig.from(Attributes.of("experiment", "desk")
            .with("agent", "demo:/order-desk")
            .with("user_model", "offline:/")
            .with("scorers", List.of("no_repeated_answer"))
            .with("seed", 7));

    @TempDir
    private Path folder;

    private Store store;
    private RehearsalServer server;
    private RawClient client;
    private String runId;

    private record Cases(List<TestCase> all) implements TestCases {
        @Override
        public Stream<CaseItem> open() {
            return all.stream().map(CaseItem::from);
        }

        @Override
        public Optional<Long> size() {
            return Optional.of((long) all.size());
        }
    }

    @BeforeEach
    void start() {
        store = Store.open(folder.resolve("store.db").toString());
        var cases = new Cases(List.of(
                testCase("cancel", "Cancel order 1001", "mia@example.com"),
                testCase("late", "Find out when order 1002 will arrive", "tom@example.com")));
        runId = Evaluation.from(CONFIG, cases, store, SETTINGS).run().runId().value();
        server = RehearsalServer.builder(store)
                .port(0)
                .runs(new EvaluationStarter(store, SETTINGS))
                .build()
                .start();
        client = new RawClient(server.address());
    }

    private static TestCase testCase(String id, String goal, String email) {
        return TestCase.builder()
                .id(id)
                .goal(goal)
                .context(Attributes.of("customer_email", email))
                .tag("tier", id)
                .build();
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    @Test
    void answersAsItsDescriptionSays() {
        var api = new Described(server);
        api.get(200, "/api/v1/openapi.json", "/api/v1/openapi.json");
        runs(api);
        sessionsAndAssessments(api);
        datasets(api);
        api.get(200, "/api/v1/calibrations", "/api/v1/calibrations");
        api.get(400, "/api/v1/calibrations", "/api/v1/calibrations?x=1");
        String review = "/api/v1/review";
        assertThat(api.get(200, review, review + "?run=" + runId + "&scorer=safety")
                        .path("labelled")
                        .asInt())
                .isZero();
        api.get(400, review, review + "?run=" + runId);
        api.get(404, review, review + "?run=none&scorer=x");

        assertThat(api.seen()).containsExactlyInAnyOrderElementsOf(api.described());
    }

    private void runs(Described api) {
        String runs = "/api/v1/runs";
        String one = runs + "/{run_id}";
        JsonNode experiments = api.get(200, "/api/v1/experiments", "/api/v1/experiments");
        assertThat(experiments.at("/experiments/0/experiment").asText()).isEqualTo("desk");
        assertThat(experiments.at("/experiments/0/sessions").asInt()).isEqualTo(2);
        api.get(400, "/api/v1/experiments", "/api/v1/experiments?limt=3");
        assertThat(api.get(200, runs, runs + "?experiment=desk&status=finished")
                        .at("/runs/0/run_id")
                        .asText())
                .isEqualTo(runId);
        api.get(400, runs, runs + "?status=finishd");
        JsonNode run = api.get(200, one, runs + "/" + runId);
        assertThat(run.at("/metrics/no_repeated_answer~1mean/scored").asInt()).isPositive();
        api.get(404, one, runs + "/none");
        String events = one + "/events";
        assertThat(api.get(200, events, runs + "/" + runId + "/events?from=beginning")
                        .asText())
                .contains("event: run\n", "event: session-done\n", "event: run-ended\n");
        api.get(404, events, runs + "/none/events");
        assertThat(client.get(runs + "/" + runId + "/events", "Last-Event-ID: x")
                        .status())
                .isEqualTo(400);
        api.seen().add("GET " + events + " 400");

        api.ask("POST", 400, runs, runs, "{\"agent\": \"process:sh\"}");
        api.ask("POST", 404, runs, runs, "{\"from_run\": \"none\"}");
        JsonNode started = api.ask(
                "POST", 201, runs, runs, "{\"from_run\": \"" + runId + "\", \"trials\": 2, \"agent_version\": \"2\"}");
        String second = started.path("run_id").asText();
        String told = client.get(runs + "/" + second + "/events?from=beginning").body();
        assertThat(told.split("event: session-done", -1)).hasSize(5);
        assertThat(told).contains("event: run-ended", "\"status\":\"finished\"");
        refusals(api, runs, one, second);
        String comparisons = "/api/v1/comparisons";
        assertThat(api.get(200, comparisons, comparisons + "?first=" + runId + "&second=" + second)
                        .path("cases")
                        .asInt())
                .isEqualTo(2);
        api.get(400, comparisons, comparisons + "?first=" + runId);
        api.get(404, comparisons, comparisons + "?first=" + runId + "&second=none");
    }

    private void refusals(Described api, String runs, String one, String second) {
        store.write(new Change.RunStarted(
                new RunId("code"),
                "desk",
                "evaluate",
                CONFIG.with(Attributes.of("agent", "process:sh -c id")).toAttributes(),
                "",
                1,
                1,
                Instant.now()));
        store.write(new Change.RunStatusChanged(new RunId("code"), RunStatus.INTERRUPTED, Instant.now(), List.of()));
        api.ask("POST", 403, runs, runs, "{\"from_run\": \"code\"}");
        api.ask("POST", 403, one + "/resume", runs + "/code/resume", "{}");
        store.write(
                new Change.RunStarted(new RunId("scored"), "desk", "score", Attributes.EMPTY, "", 1, 1, Instant.now()));
        api.ask("POST", 409, runs, runs, "{\"from_run\": \"scored\"}");
        api.ask("POST", 409, one + "/cancel", runs + "/" + second + "/cancel", "{}");
        api.ask("POST", 404, one + "/cancel", runs + "/none/cancel", "{}");
        api.ask("POST", 404, one + "/resume", runs + "/none/resume", "{}");
        api.ask("POST", 202, one + "/resume", runs + "/" + second + "/resume", "{}");
        assertThat(client.get(runs + "/" + second + "/events").body()).contains("run-ended");
        store.runs().lease(new RunId("scored"), "another process", java.time.Duration.ofMinutes(1));
        api.ask("POST", 409, one + "/resume", runs + "/scored/resume", "{}");
        assertThat(api.ask("POST", 409, one + "/cancel", runs + "/scored/cancel", "{}")
                        .path("detail")
                        .asText())
                .contains("another process");
        cancelled(api, runs, one);
        store.runs().release(new RunId("scored"), "another process");
    }

    private void cancelled(Described api, String runs, String one) {
        String many = api.ask("POST", 201, runs, runs, "{\"from_run\": \"" + runId + "\", \"trials\": 400}")
                .path("run_id")
                .asText();
        api.ask("POST", 202, one + "/cancel", runs + "/" + many + "/cancel?at_once=true", "{}");
        assertThat(client.get(runs + "/" + many + "/events").body()).contains("\"status\":\"interrupted\"");
    }

    private void sessionsAndAssessments(Described api) {
        String sessions = "/api/v1/sessions";
        String one = sessions + "/{session_id}";
        JsonNode list = api.get(
                200,
                sessions,
                sessions + "?run=" + runId + "&limit=1&sort=case&count=true&where=no_repeated_answer%3Dyes");
        assertThat(list.path("count").asInt()).isEqualTo(2);
        assertThat(list.at("/sessions/0/first_question").asText()).isNotBlank();
        JsonNode next = api.get(
                200,
                sessions,
                sessions + "?run=" + runId + "&limit=1&sort=case&where=no_repeated_answer%3Dyes&cursor="
                        + list.path("next_cursor").asText());
        assertThat(next.at("/sessions/0/case_id").asText()).isEqualTo("late");
        assertThat(next.path("next_cursor").isNull()).isTrue();
        assertThat(api.get(200, sessions, sessions + "?where=tag:tier%3Dlate&run=" + runId)
                        .path("sessions"))
                .hasSize(1);
        api.get(400, sessions, sessions + "?cursor=x&sort=sideways");
        api.get(404, sessions, sessions + "?run=none");
        String id = list.at("/sessions/0/session_id").asText();
        assertThat(api.get(200, one, sessions + "/" + id).path("conversation")).isNotEmpty();
        api.get(404, one, sessions + "/none");
        assertThat(client.get("/api/v1/events", "Last-Event-ID: x").status()).isEqualTo(400);
        api.seen().add("GET /api/v1/events 400");
        api.seen().add("GET /api/v1/events 200"); // it does not end by itself, see WatchingTest
        assessments(api, sessions + "/" + id + "/assessments", one + "/assessments");
    }

    private void assessments(Described api, String path, String template) {
        String one = template + "/{assessment_id}";
        JsonNode scorers = api.get(200, template, path).at("/assessments/0");
        api.get(404, template, "/api/v1/sessions/none/assessments");
        JsonNode given = api.ask(
                "POST",
                201,
                template,
                path,
                "{\"name\": \"safety\", \"value\": \"no\", \"turn\": 1, \"rationale\": \"rude\", \"person\": \"Ada\"}");
        assertThat(given.path("value_kind").asText()).isEqualTo("yes_no");
        JsonNode expected = api.ask(
                "POST",
                201,
                template,
                path,
                "{\"kind\": \"expectation\", \"name\": \"facts\", \"value\": [\"a\", 1], \"person\": \"Ada\"}");
        api.ask("POST", 400, template, path, "{\"name\": \"x\", \"value\": 1, \"turn\": 99, \"person\": \"Ada\"}");
        api.ask("POST", 404, template, "/api/v1/sessions/none/assessments", "{\"name\": \"x\"}");
        String first = path + "/" + given.path("id").asText();
        JsonNode edited = api.ask("PATCH", 200, one, first, "{\"value\": \"yes\", \"person\": \"Bob\"}");
        assertThat(edited.path("supersedes")).isEqualTo(given.path("id"));
        api.ask("PATCH", 409, one, first, "{\"value\": \"yes\", \"person\": \"Bob\"}");
        api.ask("PATCH", 409, one, path + "/" + scorers.path("id").asText(), "{\"value\": 1, \"person\": \"Bob\"}");
        api.ask("PATCH", 400, one, path + "/" + edited.path("id").asText(), "{\"value\": 1}");
        api.ask("PATCH", 404, one, path + "/none", "{\"value\": 1, \"person\": \"Bob\"}");
        String last = path + "/" + expected.path("id").asText();
        api.ask("DELETE", 400, one, last, "");
        JsonNode withdrawn = api.ask("DELETE", 200, one, last + "?person=Ada&rationale=wrong", "");
        assertThat(withdrawn.path("current").asBoolean()).isFalse();
        assertThat(withdrawn.at("/withdrawn/source").asText()).isEqualTo("Ada");
        api.ask("DELETE", 409, one, last + "?person=Ada", "");
        api.ask("DELETE", 404, one, path + "/none?person=Ada", "");
    }

    private void datasets(Described api) {
        String datasets = "/api/v1/datasets";
        String one = datasets + "/{name}";
        api.ask("POST", 201, datasets, datasets, "{\"name\": \"refunds\", \"person\": \"Ada\"}");
        api.ask("POST", 400, datasets, datasets, "{}");
        api.get(200, datasets, datasets);
        api.get(400, datasets, datasets + "?nam=x");
        String records = one + "/records";
        api.ask(
                "POST",
                200,
                records,
                datasets + "/refunds/records",
                "{\"test_cases\": [{\"id\": \"a\", \"goal\": \"Get a refund\"}, {\"id\": \"b\", \"goal\": \"Return it\"}]}");
        JsonNode refused = api.ask(
                "POST",
                400,
                records,
                datasets + "/refunds/records",
                "{\"test_cases\": [{\"gaol\": \"x\"}, {\"goal\": \" \"}]}");
        assertThat(refused.path("faults").findValuesAsText("place")).contains("test case 1", "test case 2");
        api.ask("POST", 404, records, datasets + "/none/records", "{\"test_cases\": [{\"goal\": \"x\"}]}");
        JsonNode page = api.get(200, records, datasets + "/refunds/records?limit=1");
        assertThat(page.path("next_offset").asInt()).isEqualTo(1);
        api.get(400, records, datasets + "/refunds/records?limit=0");
        api.get(404, records, datasets + "/none/records");
        String record = records + "/{case_id}";
        api.ask("DELETE", 200, record, datasets + "/refunds/records/a?person=Ada", "");
        api.ask("DELETE", 404, record, datasets + "/refunds/records/a", "");
        JsonNode changes = api.get(200, one + "/changes", datasets + "/refunds/changes?from=1");
        assertThat(changes.at("/changes/0/change").asText()).isEqualTo("removed");
        api.get(400, one + "/changes", datasets + "/refunds/changes?from=99");
        api.get(404, one + "/changes", datasets + "/none/changes");
        assertThat(api.get(200, one, datasets + "/refunds").path("versions")).hasSize(3);
        api.get(404, one, datasets + "/none");
    }

    @Test
    void describesEveryRouteAndNoOther() {
        var described = new TreeSet<String>();
        new Described(server).described().forEach(each -> described.add(each.substring(0, each.lastIndexOf(' '))));
        List<String> routes = server.routes().stream()
                .filter(route -> route.contains(" /api/"))
                .toList();

        assertThat(routes).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void showsWhatMonitoringAsks() {
        client.get("/api/v1/runs");

        assertThat(client.get("/metrics").body())
                .contains("rehearsal_http_requests_total{method=\"GET\",status=\"2xx\"}", "rehearsal_sessions 2")
                .contains("rehearsal_runs 1", "rehearsal_runs_live 0", "rehearsal_event_streams 0");
    }

    @Test
    void takesNoFormAndNoTextForJson() {
        Response form = client.post("/api/v1/runs", "from_run=x", "Content-Type: application/x-www-form-urlencoded");
        assertThat(form.status()).isEqualTo(415);
        Response broken = client.post("/api/v1/runs", "{\"from_run\"", "Content-Type: application/json");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.body()).doesNotContain("jackson", "Exception");
    }
}
