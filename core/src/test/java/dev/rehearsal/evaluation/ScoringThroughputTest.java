package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScoringThroughputTest {
    private static final int LIMIT = 16;
    private static final int ROUNDS = 10;

    /** Replies when as many are asking as are allowed; so less than that many at once would be none at all. */
    private static final class FullHouse implements Model {
        private final CyclicBarrier house = new CyclicBarrier(LIMIT);
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public ModelReply generate(ModelRequest request) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                house.await(50, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("fewer calls in flight than are allowed", e);
            } finally {
                inside.decrementAndGet();
            }
            return ModelReply.of("{\"rationale\":\"fine\",\"result\":\"yes\"}");
        }

        @Override
        public String name() {
            return "scripted:/full-house";
        }
    }

    @Test
    @Timeout(120)
    void judgesAreAskedAsManyAtOnceAsTheirModelAllowsToTheEnd() {
        Store store = Store.inMemory();
        RunId run = KeptSessions.run(store, "one", "support", LIMIT * ROUNDS);
        var judge = new FullHouse();

        EvaluationResult result = SessionScoring.of(store, run)
                .models(new ModelClients(
                        ModelSettings.fromEnvironment(), ModelLimits.DEFAULT.withConcurrency(LIMIT), Prices.bundled()))
                .judgeModel(judge)
                .scorers(new ConversationCompleteness())
                .run();

        assertThat(result.metric("conversation_completeness").orElseThrow().scored())
                .isEqualTo(LIMIT * ROUNDS);
        assertThat(judge.most).hasValueLessThanOrEqualTo(LIMIT);
    }
}
