package dev.rehearsal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.TurnScorer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many model latencies follow one another, on a clock that ticks once per latency. */
class PipelineTest {
    private final LogicalClock clock = new LogicalClock();

    private final class TickingModel implements Model {
        @Override
        public ModelReply generate(ModelRequest request) {
            clock.latency();
            return ModelReply.of(
                    switch (request.call().purpose()) {
                        case USER -> "{\"message\":\"turn " + request.call().turn() + "\",\"status\":\"going_on\"}";
                        case GOAL_CHECK -> "{\"rationale\":\"not yet\",\"goal_achieved\":false}";
                        default -> "{\"rationale\":\"fine\",\"result\":\"yes\"}";
                    });
        }

        @Override
        public String name() {
            return "scripted:/ticking";
        }
    }

    private int latencies(int turns, boolean spareMessages, List<Scorer> scorers) throws InterruptedException {
        ConversationSimulator simulator = ConversationSimulator.builder()
                .testCases(TestCase.of("Buy a blue kettle"))
                .maxTurns(turns)
                .spareMessages(spareMessages)
                .userModel(new TickingModel())
                .build();
        Evaluation evaluation = Evaluation.of(simulator)
                .agent(request -> Answer.of("answer " + request.turn()))
                .scorers(scorers);
        int turnScorers =
                (int) scorers.stream().filter(TurnScorer.class::isInstance).count();
        // the opening; then goal check, next message and turn scorers; after the last turn no message is written
        return clock.run(
                evaluation::run,
                tick -> tick == 1 || tick > turns + 1
                        ? 1
                        : (spareMessages && tick <= turns ? 2 : 1) + (spareMessages ? turnScorers : 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void takesOneLatencyMoreThanItHasTurns(int turns) throws InterruptedException {
        assertThat(latencies(turns, true, List.of())).isEqualTo(turns + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void takesTwoMoreWithSessionScorersAndTurnScorersBeside(int turns) throws InterruptedException {
        assertThat(latencies(turns, true, List.of(new ConversationCompleteness(), new Safety())))
                .isEqualTo(turns + 2);
    }

    @Test
    void takesTwoLatenciesATurnWithoutSpareMessages() throws InterruptedException {
        assertThat(latencies(3, false, List.of())).isEqualTo(6);
    }
}
