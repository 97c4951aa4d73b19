package dev.rehearsal.agents.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProcessAgentsTest {
    @Test
    void givesEachConversationAProcessOfItsOwnAndEndsItWithIt() throws Exception {
        Agent agent = Agents.open(TalkingProcess.target(), Map.of());

        String first = agent.answer(Agents.says("sim-1", "Grüße")).text();
        String other = agent.answer(Agents.says("sim-2", "b")).text();
        String second = agent.answer(Agents.says("sim-1", "c")).text();
        ProcessHandle process = process(first);

        assertThat(first).startsWith("Grüße #1 of ");
        assertThat(second).startsWith("c #2 of " + process.pid());
        assertThat(other).startsWith("b #1 of ").doesNotContain(" " + process.pid() + " ");
        assertThat(process.isAlive()).isTrue();
        agent.end(Agents.session("sim-1"));
        agent.end(Agents.session("sim-2"));
        hasEnded(first);
        hasEnded(other);
    }

    @Test
    void usesKeptProcessesAgainAndEndsThemWithTheRun() throws Exception {
        Agent agent = Agents.open(TalkingProcess.target(), Map.of("processes", "kept"));

        String first = agent.answer(Agents.says("sim-1", "a")).text();
        agent.end(Agents.session("sim-1"));
        String second = agent.answer(Agents.says("sim-2", "b")).text();
        agent.end(Agents.session("sim-2"));

        assertThat(second).startsWith("b #2 of " + pid(first));
        agent.release();
        hasEnded(first);
    }

    @Test
    void saysHowItsProcessDied() {
        Agent agent = Agents.open(TalkingProcess.target(), Map.of());

        assertThatThrownBy(() -> agent.answer(Agents.says("sim-1", "crash")))
                .isInstanceOf(AgentException.class)
                .hasMessage("the agent's process ended with exit code 3 before it answered;"
                        + " its last words on stderr: 'Traceback: the shop is on fire'");
    }

    @Test
    void saysWhatItWroteInsteadOfAnAnswer() {
        Agent agent = Agents.open(TalkingProcess.target(), Map.of());

        assertThatThrownBy(() -> agent.answer(Agents.says("sim-1", "babble")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("no JSON: 'starting up...'; what is meant for people belongs on stderr");
        assertThatThrownBy(() -> agent.answer(Agents.says("sim-2", "error")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("the agent's process says: no such order");
    }

    @Test
    void killsAProcessThatIsNotWaitedForAnyMore() throws Exception {
        Agent agent = Agents.open(TalkingProcess.target(), Map.of());
        ProcessHandle process = process(agent.answer(Agents.says("sim-1", "a")).text());
        var thrown = new AtomicReference<Throwable>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                agent.answer(Agents.says("sim-1", "hang"));
            } catch (Exception e) {
                thrown.set(e);
            }
        });

        waiting.interrupt();
        waiting.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        process.onExit().join();
    }

    @Test
    void givesItMoreVariables() throws Exception {
        AgentSpec spec = AgentSpec.of(TalkingProcess.target())
                .withOptions(Attributes.of("environment", Map.of("SHOP", "${THE_SHOP}")));
        Agent agent = AgentProvider.openAny(spec, Agents.models(Map.of("THE_SHOP", "corner")));

        assertThat(agent.answer(Agents.says("sim-1", "a")).text()).endsWith(" corner");
        agent.end(Agents.session("sim-1"));
    }

    @Test
    void saysThatItCannotBeStarted() {
        assertThatThrownBy(() ->
                        Agents.open("process:no-such-program-here", Map.of()).answer(Agents.says("sim-1", "a")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("cannot be started")
                .hasMessageContaining("no-such-program-here");
    }

    @Test
    void refusesEveryFaultAtOnce() {
        assertThatThrownBy(() -> Agents.open(
                        "process:", Map.of("folder", "/no/such/folder", "proceses", "kept", "answer", "text")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.place())
                                .containsExactlyInAnyOrder(
                                        "agent.proceses", "agent.target", "agent.folder", "agent.answer"));
    }

    /** The process whose id is in an answer. */
    private static ProcessHandle process(String answer) {
        return ProcessHandle.of(pid(answer)).orElseThrow();
    }

    private static long pid(String answer) {
        return Long.parseLong(answer.replaceAll(".* of (\\d+) .*", "$1"));
    }

    private static void hasEnded(String answer) {
        ProcessHandle.of(pid(answer)).ifPresent(process -> process.onExit().join());
    }
}
