package dev.rehearsal.agents.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaAgentsTest {
    /** An agent on the class path. */
    public static final class Parrot implements Agent {
        @Override
        public Answer answer(AgentRequest request) {
            return Answer.of(request.lastMessage() + "!");
        }
    }

    /** One that cannot be made. */
    public static final class Broken implements Agent {
        public Broken() {
            throw new IllegalStateException("no database");
        }

        @Override
        public Answer answer(AgentRequest request) {
            return Answer.NONE;
        }
    }

    @Test
    void opensAClassByItsName() throws Exception {
        Agent agent = Agents.open("java:" + Parrot.class.getName(), Map.of());

        assertThat(agent.answer(Agents.says("sim-1", "Hello")).text()).isEqualTo("Hello!");
    }

    @Test
    void saysWhyAClassIsNoAgent() {
        refuses("com.acme.NotThere", "is not on the class path");
        refuses("java.lang.String", "does not implement dev.rehearsal.simulation.Agent");
        refuses(Broken.class.getName(), "its constructor threw java.lang.IllegalStateException: no database");
        refuses(JavaAgentsTest.class.getName() + "$Hidden", "a public constructor without parameters");
    }

    private record Hidden(String name) implements Agent {
        @Override
        public Answer answer(AgentRequest request) {
            return Answer.of(name);
        }
    }

    private static void refuses(String name, String why) {
        assertThatThrownBy(() -> Agents.open("java:" + name, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(why);
    }
}
