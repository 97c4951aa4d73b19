package dev.rehearsal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import dev.rehearsal.testing.RecordedModel;
import dev.rehearsal.testing.RecordingModel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract 5: the same seed and recorded replies give the same results, interrupted and resumed or not. */
class SameSeedAndRepliesGiveTheSameTest {
    /** Never says the same twice. */
    private static final Model MOODY = new Model() {
        @Override
        public ModelReply generate(ModelRequest request) {
            long mood = ThreadLocalRandom.current().nextLong(1_000_000);
            String text = switch (request.call().purpose()) {
                case USER -> "{\"message\":\"mood " + mood + "\",\"status\":\"going_on\"}";
                case AGENT -> "answer " + mood;
                case GOAL_CHECK -> "{\"rationale\":\"mood " + mood + "\",\"goal_achieved\":" + (mood % 3 == 0) + "}";
                default ->
                    "{\"rationale\":\"mood " + mood + "\",\"result\":\"" + (mood % 2 == 0 ? "yes" : "no") + "\"}";
            };
            return ModelReply.of(text).withUsage(Usage.of(10, 10));
        }

        @Override
        public String name() {
            return "scripted:/moody";
        }
    };

    private static List<String> canonical(EvaluationResult result) {
        return Rig.canonical(result.store(), result.runId());
    }

    @Test
    void whenReplayed(@TempDir Path folder) {
        Path file = folder.resolve("replies.jsonl");
        EvaluationResult recorded = new Rig(RecordingModel.of(MOODY, file))
                .evaluation(Store.inMemory(), true)
                .run();

        EvaluationResult replayed = new Rig(RecordedModel.from(file))
                .evaluation(Store.inMemory(), true)
                .run();

        assertThat(canonical(replayed)).isEqualTo(canonical(recorded));
        assertThat(replayed.counts()).isEqualTo(recorded.counts());
        assertThat(replayed.metrics()).isEqualTo(recorded.metrics());
    }

    @Test
    void whenInterruptedAndResumed(@TempDir Path folder) {
        Path file = folder.resolve("replies.jsonl");
        EvaluationResult recorded = new Rig(RecordingModel.of(MOODY, file))
                .evaluation(Store.inMemory(), true)
                .run();
        for (int changes = 5; changes < 50; changes += 9) {
            Store store = Store.inMemory();
            var rig = new Rig(RecordedModel.from(file));
            try {
                rig.evaluation(new MortalStore(store, changes), true).run();
            } catch (StoreException e) {
                RunId runId = store.runs().list(1).getFirst().runId();
                EvaluationResult resumed =
                        rig.evaluation(store, true).resume(runId).run();

                assertThat(canonical(resumed)).isEqualTo(canonical(recorded));
                assertThat(resumed.metrics()).isEqualTo(recorded.metrics());
            }
        }
    }

    private static List<String> drawn(long seed) {
        return ConversationSimulator.builder()
                .testCases(TestCase.of("one"), TestCase.of("two"))
                .trials(2)
                .seed(seed)
                .maxTurns(3)
                .simulatedUser(request -> UserReply.of("drawn " + request.seed()))
                .goalCheck(GoalCheck.never())
                .build()
                .simulate(request -> Answer.of("answer " + request.turn()))
                .stream()
                .map(Simulation::conversation)
                .flatMap(conversation -> conversation.messages().stream())
                .map(message -> message.text())
                .toList();
    }

    @Test
    void whenSimulatedUsersDrawTheirWords() {
        assertThat(drawn(1)).isEqualTo(drawn(1)).isNotEqualTo(drawn(2));
        assertThat(drawn(1)).filteredOn(text -> text.startsWith("drawn")).doesNotHaveDuplicates();
    }
}
