package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.scorers.Scorers;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.SimulationEvent;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs whose test cases come as a live stream. */
class LiveRunTest {
    private static Evaluation evaluation(Store store, int rows) {
        return Evaluation.of(ConversationSimulator.builder()
                        .testCases(TestCases.live(Stream.of(
                                        Map.of("id", "a", "goal", "Buy a kettle"),
                                        Map.of("gaol", "typo"),
                                        Map.of("id", "a", "goal", "Buy another kettle"),
                                        Map.of("id", "b", "goal", "Return a kettle"))
                                .limit(rows)))
                        .maxTurns(1)
                        .conversations(1)
                        .simulatedUser(request -> UserReply.of("hello"))
                        .goalCheck(GoalCheck.never())
                        .build())
                .agent(request -> Answer.of("answer"))
                .store(store);
    }

    @Test
    void makesBadAndRepeatedItemsFailedRows() {
        EvaluationResult result = evaluation(Store.inMemory(), 4).run();

        assertThat(result.counts()).containsOnly(Map.entry("max_turns", 2L), Map.entry("user_failed", 2L));
        assertThat(result.failures())
                .extracting(SessionRow::stopRationale)
                .satisfiesExactly(
                        typo -> assertThat(typo).contains("did you mean 'goal'?"),
                        twice -> assertThat(twice).contains("test case 'a': stands there twice"));
    }

    @Test
    void simulatesNoBadItemWhenItIsResumed() {
        Store store = Store.inMemory();
        assertThatThrownBy(() -> evaluation(store, 2)
                        .listener(event -> {
                            if (event instanceof RunEvent.Simulated(SimulationEvent.SessionStarted begun)
                                    && begun.key().index() == 1) {
                                throw new IllegalStateException("the power is gone");
                            }
                        })
                        .run())
                .hasMessage("the power is gone");
        RunId runId = store.runs().list(1).getFirst().runId();

        EvaluationResult result = evaluation(store, 2).resume(runId).run();

        assertThat(result.counts()).containsOnly(Map.entry("max_turns", 1L), Map.entry("user_failed", 1L));
        assertThat(result.failures()).singleElement().satisfies(row -> {
            assertThat(row.index()).isEqualTo(1);
            assertThat(row.turns()).isZero();
        });
    }

    @Test
    void suggestsTheNearestScorer() {
        assertThatThrownBy(() -> Scorers.open("conversation_completness", Attributes.EMPTY))
                .hasMessageContaining("there is no scorer 'conversation_completness'")
                .hasMessageContaining("did you mean 'conversation_completeness'?");
    }
}
