package dev.rehearsal.junit;

import static dev.rehearsal.junit.RehearsalAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.model.Model;
import dev.rehearsal.scorers.UserFrustration;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.testing.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final String FILE = "target/recordings/refunds.jsonl";

    static class Recorded {
        static final ScriptedModel MODEL = ScriptedModel.answering(
                        request -> switch (request.call().purpose()) {
                            case USER -> "{\"message\":\"It is A-1.\",\"status\":\"going_on\"}";
                            case GOAL_CHECK -> "{\"rationale\":\"It was promised.\",\"goal_achieved\":true}";
                            default -> "{\"rationale\":\"It was calm.\",\"result\":\"none\"}";
                        })
                .named("real:/model")
                .asJudge();

        final Model userModel = MODEL;

        Agent agent() {
            return new Desk() {}.agent();
        }

        @ConversationTest(testCases = "refunds.yaml", trials = 2, recording = FILE)
        void refunds(Simulation simulation) {
            assertThat(simulation).achievedGoal().scores(new UserFrustration()).isEqualTo("none");
        }
    }

    @Test
    void replaysWhatWasRecordedWithoutAskingAnyModel() throws IOException {
        Files.deleteIfExists(Path.of(FILE));
        Files.deleteIfExists(Path.of(FILE).getParent());
        assertThat(Engine.inMemory().run(Recorded.class).messages())
                .singleElement()
                .asString()
                .startsWith(FILE + ": there is no such recording");

        assertThat(Engine.inMemory()
                        .with("rehearsal.record", "true")
                        .run(Recorded.class)
                        .messages())
                .isEmpty();
        int asked = Recorded.MODEL.calls();
        assertThat(asked).isPositive();
        Engine.Found replayed = Engine.inMemory().run(Recorded.class);

        assertThat(replayed.messages()).isEmpty();
        assertThat(replayed.tests()).hasSize(4);
        assertThat(Recorded.MODEL.calls()).isEqualTo(asked);

        Path nightly = Path.of("target/recorded-nightly.jsonl");
        Files.deleteIfExists(nightly);
        Engine.inMemory().with("rehearsal.record", nightly.toString()).run(Recorded.class);
        assertThat(Recorded.MODEL.calls()).as("asked for real").isGreaterThan(asked);
        assertThat(nightly).isNotEmptyFile();
    }
}
