package dev.rehearsal.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.real.Chromium;
import dev.rehearsal.real.MlflowProcess;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** MLflow works with what is published, and what is there comes back. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class RealExchangeTest {
    private static final RunId RUN = new RunId("20260301-100000-abcdef");

    @TempDir
    private static Path folder;

    private static MlflowProcess mlflow;
    private static Store store;
    private static MlflowPublisher publisher;

    @BeforeAll
    static void publish() {
        mlflow = MlflowProcess.start(folder);
        store = Store.open(folder.resolve("here.db").toString());
        Rehearsals.whole(store, RUN, 3);
        publisher = new MlflowPublisher(store, Rehearsals.server(mlflow));
        publisher.add(RUN);
        assertThat(publisher.finish().isEmpty()).isTrue();
    }

    @AfterAll
    static void stop() {
        publisher.close();
        store.close();
        mlflow.close();
    }

    @Test
    void mlflowsJudgesSeeEachMessageOnce() throws Exception {
        JsonNode judged = Rest.JSON.readTree(lastLine(mlflow.python(
                RealExchangeTest.class,
                "judges.py",
                Rehearsals.EXPERIMENT,
                Rehearsals.session(RUN, 4).value())));

        assertThat(judged.path("verdict").asText()).isEqualTo("yes");
        for (int number = 1; number <= 3; number++) {
            assertThat(judged.path("question").asText()).containsOnlyOnce("Question " + number + " of 4");
            assertThat(judged.path("question").asText()).containsOnlyOnce("Answer " + number + " of 4");
        }
        assertThat(judged.path("metrics").path("conversation_completeness/mean").asDouble())
                .isEqualTo(1);
        assertThat(judged.path("traces").asInt()).isEqualTo(3);
    }

    @Test
    void mlflowsPageShowsASessionWithGoalPersonaTurnsAndAssessments() throws Exception {
        String experiment = publisher.address(RUN).orElseThrow().replaceAll(".*/experiments/([0-9]+)/.*", "$1");
        String page =
                mlflow.address() + "/#/experiments/" + experiment + "/chat-sessions/" + Rehearsals.session(RUN, 0);

        assertThat(Chromium.page(page, folder))
                .contains("Get a refund.", "An impatient customer")
                .contains("Turn 1", "Turn 2", "Where is my order?", "On its way.", "Answer 2 of 0")
                .contains("Session assessments", "conversation_completeness", "expected_response");
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce((first, second) -> second).orElseThrow();
    }

    @Test
    void anotherStoreTakesSessionsWithWhatWasSaidOfThemOnce() {
        try (Store other = Store.open(folder.resolve("other.db").toString());
                var importing = new MlflowImport(other, Rehearsals.server(mlflow));
                var again = new MlflowImport(other, Rehearsals.server(mlflow))) {
            Imported imported = importing.experiment(Rehearsals.EXPERIMENT, null);
            SessionRecord once =
                    other.sessions().get(Rehearsals.session(RUN, 0)).orElseThrow();
            again.experiment(Rehearsals.EXPERIMENT, null);

            assertThat(imported.sessions()).isEqualTo(6);
            assertThat(imported.turns()).isEqualTo(5 + 9);
            assertThat(other.sessions().search(SessionQuery.newest(100))).hasSize(6);
            assertThat(other.sessions().get(Rehearsals.session(RUN, 0))).contains(once);
            assertThat(once.row().stopReason()).isEqualTo("goal_achieved");
            assertThat(once.testCase().goal()).endsWith("Really. END");
            assertThat(once.testCase().simulationGuidelines()).hasSize(2);
            assertThat(once.conversation().messages())
                    .extracting(Message::text)
                    .startsWith("Where is my order?", "Let me look.\n\nOn its way.");
            assertThat(once.traces()).first().isEqualTo(TraceId.of(Rehearsals.session(RUN, 0), 1));
            assertThat(once.conversation().turns().getFirst().answer().toolCalls())
                    .extracting(call -> call.name() + " " + call.result() + " " + call.failed())
                    .containsExactlyInAnyOrder("look_up {\"state\":\"shipped\"} false", "refund no such order true");
            assertThat(once.currentFeedback())
                    .extracting(each -> each.feedback().name() + " " + each.turn() + " "
                            + each.feedback().source().kind())
                    .containsExactlyInAnyOrder(
                            "conversation_completeness 0 LLM_JUDGE",
                            "safety 1 LLM_JUDGE",
                            "length 2 CODE",
                            "fluency 2 LLM_JUDGE");
            assertThat(once.currentExpectations())
                    .extracting(each -> each.name() + " " + each.turn() + " " + each.value())
                    .containsExactlyInAnyOrder(
                            "expected_response 0 The refund is on its way", "facts 0 [a, b]", "state 2 open");
        }
    }

    @Test
    void sessionsThatGoOverSeveralPagesAreTakenWhole() {
        try (Store atOnce = Store.inMemory();
                Store pageByPage = Store.inMemory();
                var whole = new MlflowImport(atOnce, Rehearsals.server(mlflow));
                var paged = new MlflowImport(pageByPage, Rehearsals.server(mlflow), 2)) {
            var seen = new ArrayList<Long>();
            Imported expected = whole.experiment(Rehearsals.EXPERIMENT, null);

            assertThat(paged.progress(each -> seen.add(each.turns())).experiment(Rehearsals.EXPERIMENT, null))
                    .isEqualTo(expected);

            assertThat(seen).hasSizeGreaterThan(5).isSorted();
            for (int index = 0; index < 6; index++) {
                assertThat(described(pageByPage, index)).isEqualTo(described(atOnce, index));
            }
        }
    }

    private static List<Object> described(Store store, int index) {
        SessionRecord session =
                store.sessions().get(Rehearsals.session(RUN, index)).orElseThrow();
        return List.of(
                session.conversation(),
                session.traces(),
                session.testCase(),
                session.row().startedAt(),
                session.row().duration(),
                String.valueOf(session.row().stopReason()),
                session.row().scores(),
                session.currentExpectations().size());
    }

    @Test
    void theSessionsThatSpokeLastCanBeTakenAlone() {
        try (Store few = Store.inMemory();
                Store late = Store.inMemory();
                Store none = Store.inMemory();
                var newest = new MlflowImport(few, Rehearsals.server(mlflow), 2);
                var since = new MlflowImport(late, Rehearsals.server(mlflow), 2);
                var future = new MlflowImport(none, Rehearsals.server(mlflow))) {
            assertThat(newest.limit(2).experiment(Rehearsals.EXPERIMENT, "few").sessions())
                    .isEqualTo(2);
            assertThat(since.since(Rehearsals.START.plusSeconds(40).minusMillis(1))
                            .experiment(Rehearsals.EXPERIMENT, null)
                            .sessions())
                    .isEqualTo(2);
            assertThat(future.since(Rehearsals.START.plusSeconds(4_000))
                            .experiment(Rehearsals.EXPERIMENT, null)
                            .sessions())
                    .isZero();

            assertThat(few.sessions().search(SessionQuery.newest(9)))
                    .extracting(row -> row.sessionId() + " " + row.turns() + " " + row.experiment())
                    .containsExactlyInAnyOrder(
                            Rehearsals.session(RUN, 4) + " 3 few", Rehearsals.session(RUN, 5) + " 3 few");
            assertThat(late.sessions().search(SessionQuery.newest(9)))
                    .extracting(row -> row.sessionId())
                    .containsExactlyInAnyOrder(Rehearsals.session(RUN, 4), Rehearsals.session(RUN, 5));
        }
    }

    @Test
    void whatAPersonSaysThereComesBack() {
        var session = Rehearsals.session(RUN, 3);
        try (var rest = new Rest(Rehearsals.server(mlflow), Clock.systemUTC(), Duration.ofSeconds(30));
                var importing = new MlflowImport(store, Rehearsals.server(mlflow))) {
            ObjectNode body = Rest.object().put("assessment_name", "helpful");
            body.putObject("source").put("source_type", "HUMAN").put("source_id", "ada");
            body.putObject("feedback").put("value", true);
            body.putObject("metadata").put("mlflow.trace.session", session.value());
            String trace = TurnIds.onServer(TraceId.of(session, 1));
            rest.post(
                    "/api/3.0/mlflow/traces/" + trace + "/assessments",
                    Rest.object().set("assessment", body));
            int before =
                    store.sessions().get(session).orElseThrow().assessments().size();

            importing.experiment(Rehearsals.EXPERIMENT, null);

            SessionRecord after = store.sessions().get(session).orElseThrow();
            assertThat(after.assessments()).hasSize(before + 1);
            assertThat(after.assessments().getLast().feedback().source()).isEqualTo(Source.human("ada"));
            assertThat(after.assessments().getLast().turn()).isZero();
            assertThat(after.conversation().size()).isEqualTo(3);
        }
    }

    @Test
    void datasetsGoThereAndComeBackAndFeedMlflowsSimulator() throws Exception {
        TestCase rich = TestCase.builder()
                .id("refund")
                .goal("Get a refund")
                .persona("An impatient customer")
                .context("order", 17)
                .simulationGuidelines("Be short", "Hold the number back")
                .expectation("expected_response", "On its way")
                .tag("tier", "gold")
                .build();
        Dataset dataset = store.datasets().create("refunds");
        dataset.merge(rich, TestCase.of("Just ask"));
        try (var datasets = new MlflowDatasets(Rehearsals.server(mlflow));
                Stream<DatasetRecord> records = dataset.records();
                Stream<DatasetRecord> same = dataset.records()) {
            MlflowDatasets.Pushed first = datasets.push("refunds", Rehearsals.EXPERIMENT, records);
            MlflowDatasets.Pushed second = datasets.push("refunds", Rehearsals.EXPERIMENT, same);
            MlflowDatasets.Pulled pulled = datasets.pull("refunds");

            assertThat(first.inserted()).isEqualTo(2);
            assertThat(second.inserted()).isZero();
            assertThat(pulled.warnings()).isEmpty();
            assertThat(pulled.records())
                    .extracting(DatasetRecord::testCase)
                    .containsExactlyInAnyOrder(rich, TestCase.of("Just ask"));
            assertThatThrownBy(() -> datasets.pull("nothing"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("dataset 'nothing'");
        }
        assertThat(MlflowDatasetProvider.open("refunds", Rehearsals.server(mlflow))
                        .size())
                .contains(2L);
        JsonNode fed = Rest.JSON.readTree(lastLine(mlflow.python(RealExchangeTest.class, "simulator.py", "refunds")));
        assertThat(fed.path("goals").toString()).isEqualTo("[\"Get a refund\",\"Just ask\"]");
        assertThat(fed.path("records").toString()).contains("\"expected_response\": \"On its way\"".replace(": ", ":"));
    }

    @Test
    void recordsThatAreNoTestCasesAreToldOf() {
        try (var rest = new Rest(Rehearsals.server(mlflow), Clock.systemUTC(), Duration.ofSeconds(30));
                var datasets = new MlflowDatasets(Rehearsals.server(mlflow))) {
            datasets.push("odd", Rehearsals.EXPERIMENT, Stream.of());
            String id = datasets.pull("odd").id();
            rest.post(
                    "/api/3.0/mlflow/datasets/" + id + "/records",
                    Rest.object()
                            .put(
                                    "records",
                                    "[{\"inputs\":{\"question\":\"Hi?\"}},{\"inputs\":{\"goal\":\"Ask\",\"context\":{\"messages\":1}}}]"));

            MlflowDatasets.Pulled pulled = datasets.pull("odd");

            assertThat(pulled.records())
                    .extracting(each -> each.testCase().context().toJson())
                    .containsExactly("{\"messages_\":1}");
            assertThat(pulled.warnings())
                    .anyMatch(warning -> warning.contains("'messages' is reserved"))
                    .anyMatch(warning -> warning.contains("left out: "));
            assertThat(List.of(pulled.name())).containsExactly("odd");
        }
    }
}
