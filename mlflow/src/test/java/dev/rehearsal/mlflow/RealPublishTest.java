package dev.rehearsal.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rehearsal.real.MlflowProcess;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What MLflow's own client finds of a run that was published to a real server. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class RealPublishTest {
    private static final RunId RUN = new RunId("20260301-100000-abcdef");

    @TempDir
    private static Path folder;

    private static MlflowProcess mlflow;
    private static JsonNode found;
    private static Backlog first;
    private static Backlog second;

    @BeforeAll
    static void publishTwice() throws Exception {
        mlflow = MlflowProcess.start(folder);
        try (Store store = Store.inMemory();
                var publisher = new MlflowPublisher(store, Rehearsals.server(mlflow))) {
            Rehearsals.whole(store, RUN, 20);
            publisher.add(RUN);
            first = publisher.finish();
            publisher.addAnew(RUN);
            second = publisher.finish();
            Change.Assessed edited = Rehearsals.edited(store, RUN, 3);
            store.write(edited);
            publisher.finish();
        }
        found = Rest.JSON.readTree(mlflow.python(RealPublishTest.class, "sessions.py", Rehearsals.EXPERIMENT));
    }

    @AfterAll
    static void stop() {
        mlflow.close();
    }

    private static JsonNode session(int index) {
        return found.path("sessions").path(Rehearsals.session(RUN, index).value());
    }

    private static List<String> texts(JsonNode list, String... names) {
        var texts = new ArrayList<String>();
        for (JsonNode each : list) {
            var values = new ArrayList<String>();
            for (String name : names) {
                values.add(each.path(name).asText());
            }
            texts.add(String.join(" ", values));
        }
        return texts;
    }

    @Test
    void findsEverySessionWithAllItsTurns() {
        assertThat(found.path("sessions")).hasSize(23);
        for (int index = 3; index < 23; index++) {
            assertThat(texts(session(index), "request", "response"))
                    .containsExactly(
                            "Question 1 of " + index + ", grüezi \uD83D\uDE00 Answer 1 of " + index,
                            "Question 2 of " + index + ", grüezi \uD83D\uDE00 Answer 2 of " + index,
                            "Question 3 of " + index + ", grüezi \uD83D\uDE00 Answer 3 of " + index);
        }
    }

    @Test
    void knowsWhatASessionWasAbout() {
        JsonNode turn = session(0).path(0);
        JsonNode metadata = turn.path("metadata");

        assertThat(metadata.path("mlflow.simulation.persona").asText()).isEqualTo("An impatient customer");
        assertThat(metadata.path("mlflow.simulation.turn").asText()).isEqualTo("0");
        assertThat(metadata.path("mlflow.simulation.goal").asText()).startsWith("Get a refund. Really.");
        assertThat(metadata.path("rehearsal.stop_reason").asText()).isEqualTo("goal_achieved");
        assertThat(turn.path("usage").path("total_tokens").asInt()).isEqualTo(150);
        assertThat(turn.path("duration").asInt()).isEqualTo(500);
        // the server's answers cut metadata, so all of it stands in the span too
        JsonNode attributes = turn.path("spans").path(0).path("attributes");
        assertThat(attributes.path("mlflow.simulation.goal").asText()).endsWith("Really. END");
        assertThat(attributes.path("mlflow.simulation.simulation_guidelines").asText())
                .endsWith("\nBe short");
    }

    @Test
    void hasTheStepsOfATurn() {
        JsonNode spans = session(0).path(0).path("spans");

        assertThat(texts(spans, "name", "type", "parent", "status"))
                .containsExactlyInAnyOrder(
                        "turn AGENT null OK",
                        "look_up TOOL turn OK",
                        "sql CHAIN look_up ERROR",
                        "refund TOOL turn ERROR");
        for (JsonNode span : spans) {
            if (span.path("name").asText().equals("turn")) {
                assertThat(span.path("inputs").path("messages")).hasSize(1);
            }
            if (span.path("name").asText().equals("look_up")) {
                assertThat(span.path("inputs").path("order").asInt()).isEqualTo(17);
                assertThat(span.path("outputs").path("state").asText()).isEqualTo("shipped");
            }
        }
    }

    @Test
    void hasWhatIsExpectedAndWhatWasJudgedOnce() {
        JsonNode first = session(0).path(0).path("assessments");
        String run = found.path("runs").path(0).path("id").asText();
        String sessionId = Rehearsals.session(RUN, 0).value();

        assertThat(texts(first, "name", "kind", "source", "session", "run"))
                .containsExactly(
                        "conversation_completeness feedback LLM_JUDGE/openai:/gpt-4o-mini " + sessionId + " " + run,
                        "expected_response expectation HUMAN/test case " + sessionId + " null",
                        "facts expectation HUMAN/test case " + sessionId + " null",
                        "safety feedback LLM_JUDGE/openai:/gpt-4o-mini null " + run);
        assertThat(first.path(0).path("value").asText()).isEqualTo("yes");
        assertThat(first.path(2).path("value")).hasSize(2);
        assertThat(texts(session(0).path(1).path("assessments"), "name", "value", "error"))
                .containsExactly("fluency null no reply", "length 3.0 null", "state open null");
    }

    @Test
    void showsWhatCountsAfterAPersonCorrectedAJudge() {
        assertThat(texts(session(3).path(0).path("assessments"), "name", "value", "valid", "source"))
                .containsExactly(
                        "conversation_completeness no false LLM_JUDGE/openai:/gpt-4o-mini",
                        "conversation_completeness yes true HUMAN/ada",
                        "safety yes true LLM_JUDGE/openai:/gpt-4o-mini");
    }

    @Test
    void showsFailuresAsFailures() {
        JsonNode failed = session(1).path(1);

        assertThat(failed.path("state").asText()).isEqualTo("ERROR");
        assertThat(failed.path("metadata").path("rehearsal.stop_reason").asText())
                .isEqualTo("agent_failed");
        assertThat(session(1).path(0).path("state").asText()).isEqualTo("OK");
        // it has no turn, and does not vanish
        assertThat(session(2)).hasSize(1);
        assertThat(session(2).path(0).path("state").asText()).isEqualTo("ERROR");
        assertThat(session(2)
                        .path(0)
                        .path("metadata")
                        .path("rehearsal.stop_reason")
                        .asText())
                .isEqualTo("user_failed");
    }

    @Test
    void hasTheRunOnceWithItsFiguresAndTraces() {
        assertThat(found.path("runs")).hasSize(1);
        JsonNode run = found.path("runs").path(0);

        assertThat(run.path("name").asText()).isEqualTo(RUN.value());
        assertThat(run.path("status").asText()).isEqualTo("FINISHED");
        assertThat(run.path("tags").path("mlflow.runType").asText()).isEqualTo("genai_evaluate");
        assertThat(run.path("metrics").path("conversation_completeness/mean").asDouble())
                .isEqualTo(0.5);
        assertThat(run.path("metrics").path("sessions/goal_achieved").asDouble())
                .isEqualTo(1);
        assertThat(run.path("params").path("agent.target").asText()).isEqualTo("demo:/order-desk");
        assertThat(run.path("datasets")).hasSize(1);
        assertThat(run.path("traces").asInt()).isEqualTo(65);
        assertThat(first).isEqualTo(new Backlog(mlflow.address(), 0, 0, 0, null));
        assertThat(second).isEqualTo(first);
    }
}
