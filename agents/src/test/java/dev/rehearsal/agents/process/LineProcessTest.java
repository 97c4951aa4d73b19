package dev.rehearsal.agents.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.simulation.AgentException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineProcessTest {
    @Test
    void saysWhatAProcessWroteThatDidNotWaitToBeAsked() throws Exception {
        try (LineProcess process = LineProcess.start(List.of("echo", "hello"), Path.of("."), Map.of())) {
            while (process.isAlive()) {
                Thread.sleep(1);
            }

            assertThatThrownBy(() -> process.ask("{}"))
                    .isInstanceOf(AgentException.class)
                    .hasMessageContaining("ended with exit code 0 before it answered")
                    .hasMessageContaining("'hello'");
        }
    }
}
