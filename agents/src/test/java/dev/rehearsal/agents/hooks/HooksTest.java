package dev.rehearsal.agents.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.agents.http.AnsweringServer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.simulation.UserReply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HooksTest {
    private final AnsweringServer server = new AnsweringServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void callsBeforeTheFirstTurnAndAfterTheLast() {
        server.answer(200, "application/json", "{\"answer\": \"ok\"}");
        Agent agent = open(Map.of("before", server.address("/reset"), "after", server.address("/clean")));

        simulate(agent);

        assertThat(server.asked()).extracting(AnsweringServer.Asked::address).containsExactly("/reset", "/", "/clean");
        assertThat(server.asked().getFirst().body())
                .contains("\"case_id\":\"case-1\"", "\"context\":{\"table\":7}", "\"session_id\":\"sim-");
        assertThat(server.asked()).extracting(asked -> asked.header("x-key")).containsOnly("k3y-of-agent");
    }

    @Test
    void sendsNoHeaderOfTheAgentToAnotherServer() throws Exception {
        server.answer(200, "application/json", "{}");
        try (var other = new AnsweringServer()) {
            other.answer(204, "text/plain", "");
            open(Map.of("before", other.address("/reset"))).begin(Agents.session("sim-1"));

            assertThat(other.asked().getFirst().header("x-key")).isEmpty();
        }
    }

    @Test
    void endsTheSessionWhereTheHookBeforeFails() {
        server.answer(500, "text/plain", "database is locked").answer(200, "text/plain", "");
        Agent agent = open(Map.of("before", server.address("/reset"), "after", server.address("/clean")));

        StopReason reason = simulate(agent).stopReason();

        assertThat(reason).isInstanceOf(StopReason.AgentFailed.class);
        assertThat(reason.rationale())
                .isEqualTo("the hook 'before' failed: 500 from " + server.address("/reset") + ": 'database is locked'");
        assertThat(server.asked()).extracting(AnsweringServer.Asked::address).containsExactly("/reset", "/clean");
    }

    @Test
    void runsACommandAndSaysHowItFailed() throws Exception {
        String java = "'" + System.getProperty("java.home") + "/bin/java'";
        open(Map.of("before", java + " -version")).begin(Agents.session("sim-1"));

        Agent failing = open(Map.of("before", java + " --no-such-flag"));
        assertThatThrownBy(() -> failing.begin(Agents.session("sim-1")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("the hook 'before' failed: ")
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("no-such-flag");
    }

    private Agent open(Map<String, String> hooks) {
        var options = Attributes.from(hooks).with("kind", "http").with("answer", "$.answer");
        return AgentProvider.openAny(
                AgentSpec.of(server.address("/"))
                        .withHeaders(Map.of("X-Key", "${KEY}"))
                        .withOptions(options),
                Agents.models(Map.of("KEY", "k3y-of-agent")));
    }

    private static Simulation simulate(Agent agent) {
        return ConversationSimulator.builder()
                .testCases(TestCases.of(List.of(TestCase.builder()
                        .id("case-1")
                        .goal("Get a table")
                        .context(Attributes.of("table", 7))
                        .build())))
                .simulatedUser(request -> UserReply.of("A table, please"))
                .goalCheck(request -> new GoalVerdict(true, "there it is"))
                .build()
                .simulate(agent)
                .getFirst();
    }
}
