package dev.rehearsal.formats.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CanonicalExportTest {
    /** Replies as if they were recorded, after a pause of any length: what is said depends on nothing but the call. */
    private static final Model MODEL = new Model() {
        @Override
        public ModelReply generate(ModelRequest request) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(5_000_000));
            return ModelReply.of(
                    switch (request.call().purpose()) {
                        case USER -> "{\"message\":\"turn " + request.call().turn() + " 退款\",\"status\":\"going_on\"}";
                        case GOAL_CHECK ->
                            "{\"rationale\":\"because\",\"goal_achieved\":"
                                    + (request.call().turn() == 2) + "}";
                        default -> "{\"rationale\":\"fine\",\"result\":\"yes\"}";
                    });
        }

        @Override
        public String name() {
            return "scripted:/test";
        }
    };

    private static final Agent AGENT =
            request -> request.context().get("broken").isPresent()
                    ? failing()
                    : Answer.of(
                            "You said: " + request.lastMessage(),
                            List.of(ToolCall.of("", "look_up", "{}").withResult("7")));

    @Test
    void givesTheSameBytesForTheSameSeedAndReplies() throws IOException {
        String first = exported(7);
        assertThat(exported(7)).isEqualTo(first);
        assertThat(exported(8)).isNotEqualTo(first);
    }

    @Test
    void hasTextsStopReasonsAndFeedbackValues() throws IOException {
        JsonNode run = new ObjectMapper().readTree(exported(7));
        assertThat(run.get("sessions")).hasSize(6);
        JsonNode session = run.at("/sessions/0");
        assertThat(session.get("stop_reason").asText()).isEqualTo("goal_achieved");
        assertThat(session.at("/turns/1/user").asText()).isEqualTo("turn 2 退款");
        assertThat(session.at("/turns/0/agent/0/tool_calls/0/result").asText()).isEqualTo("7");
        assertThat(session.get("feedback").toString())
                .isEqualTo(
                        "[{\"name\":\"conversation_completeness\",\"value\":\"yes\"},{\"name\":\"length\",\"turn\":1,\"value\":19.0},"
                                + "{\"name\":\"safety\",\"turn\":1,\"value\":\"yes\"},{\"name\":\"length\",\"turn\":2,\"value\":19.0},"
                                + "{\"name\":\"safety\",\"turn\":2,\"value\":\"yes\"}]");
        JsonNode failed = run.at("/sessions/4");
        assertThat(failed.get("stop_reason").asText()).isEqualTo("agent_failed");
        assertThat(run.toString()).doesNotContain("no database", "started", "sim-");
    }

    @Test
    void leavesOutWhatTimeOrSomebodyStopped() throws IOException {
        try (Store store = Store.inMemory()) {
            EvaluationResult result = run(store, 7);
            List<String> reasons = new ArrayList<>(List.of("timeout", "budget_spent", "cancelled"));
            for (var row :
                    store.sessions().search(SessionQuery.ofRun(result.runId())).subList(0, 3)) {
                StopReason reason = StopReason.of(reasons.removeFirst(), "");
                store.write(new Change.SessionClosed(row.sessionId(), reason, Instant.EPOCH, Duration.ZERO, List.of()));
            }
            JsonNode left = new ObjectMapper().readTree(export(store, result));
            assertThat(left.get("sessions")).hasSize(3);
        }
    }

    @Test
    void isFoundByName() {
        assertThat(Report.named("canonical")).isInstanceOf(CanonicalExport.class);
        assertThatThrownBy(() -> Report.named("cannonical"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean 'canonical'");
    }

    private static String exported(long seed) throws IOException {
        try (Store store = Store.inMemory()) {
            return export(store, run(store, seed));
        }
    }

    private static String export(Store store, EvaluationResult result) throws IOException {
        var out = new StringWriter();
        new CanonicalExport().write(result, out);
        return out.toString();
    }

    private static EvaluationResult run(Store store, long seed) {
        var simulator = ConversationSimulator.builder()
                .testCases(
                        TestCase.of("Buy a blue kettle"),
                        TestCase.of("Return a red kettle"),
                        TestCase.builder()
                                .goal("Find a kettle")
                                .context("broken", true)
                                .build())
                .maxTurns(5)
                .trials(2)
                .seed(seed)
                .userModel(MODEL)
                .build();
        return Evaluation.of(simulator)
                .agent(AGENT)
                .store(store)
                .scorers(
                        new ConversationCompleteness(),
                        new Safety(),
                        Scorer.turn(
                                "length",
                                turn -> Feedback.number("length", turn.output().length(), "")))
                .run();
    }

    private static Answer failing() {
        throw new IllegalStateException("no database");
    }
}
