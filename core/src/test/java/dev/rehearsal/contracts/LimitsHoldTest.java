package dev.rehearsal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.ModelAgent;
import dev.rehearsal.simulation.SimulatorBuilder;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contract 6: never more calls in flight per model than allowed, whoever asks it; every call has a timeout; budgets hold. */
class LimitsHoldTest {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final ConcurrentHashMap<Duration, Boolean> timeouts = new ConcurrentHashMap<>();
    private int ownLimit = Integer.MAX_VALUE;
    private int failEvery = Integer.MAX_VALUE;

    private final Model model = new Model() {
        @Override
        public ModelReply generate(ModelRequest request) {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            try {
                Duration timeout = request.parameters().timeout();
                timeouts.put(timeout == null ? Duration.ZERO : timeout, true);
                if (calls.incrementAndGet() % failEvery == 0) {
                    throw new ModelException.RateLimited("slow down", Duration.ofMillis(1));
                }
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new ModelException.Cancelled("interrupted");
            } finally {
                inFlight.decrementAndGet();
            }
            return ModelReply.of(
                            switch (request.call().purpose()) {
                                case USER ->
                                    "{\"message\":\"message " + request.call().turn() + "\",\"status\":\"going_on\"}";
                                case AGENT -> "answer " + request.call().turn();
                                case GOAL_CHECK -> "{\"rationale\":\"no\",\"goal_achieved\":false}";
                                default -> "{\"rationale\":\"fine\",\"result\":\"yes\"}";
                            })
                    .withUsage(Usage.of(300, 100));
        }

        @Override
        public String name() {
            return "scripted:/limited";
        }

        @Override
        public int concurrency() {
            return ownLimit;
        }
    };

    private EvaluationResult run(SimulatorBuilder builder) {
        ConversationSimulator simulator = builder.testCases(IntStream.range(0, 30)
                        .mapToObj(i -> TestCase.of("goal " + i))
                        .toList())
                .maxTurns(3)
                .userModel(model)
                .build();
        return Evaluation.of(simulator)
                .agent(ModelAgent.builder(simulator.models().of(model)).build())
                .scorers(new ConversationCompleteness(), new Safety())
                .run();
    }

    @Test
    void ofCallsInFlightForUserAgentGoalCheckAndJudgesTogether() {
        EvaluationResult result =
                run(ConversationSimulator.builder().concurrency(5).conversations(30));

        assertThat(most.get()).isBetween(1, 5);
        assertThat(result.counts()).containsEntry("max_turns", 30L);
        assertThat(inFlight.get()).isZero();
    }

    @Test
    void ofAModelThatTakesFewerThanAllowed() {
        ownLimit = 2;
        run(ConversationSimulator.builder().concurrency(50));

        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void underRateLimitsToo() {
        failEvery = 7;
        EvaluationResult result = run(ConversationSimulator.builder().concurrency(4));

        assertThat(most.get()).isBetween(1, 4);
        assertThat(result.counts()).containsEntry("max_turns", 30L);
    }

    @Test
    void ofTime() {
        run(ConversationSimulator.builder().limits(ModelLimits.DEFAULT.withTimeout(Duration.ofSeconds(7))));

        assertThat(timeouts.keySet()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void ofTokensWhicheverCallsAreInFlight() {
        EvaluationResult result = run(ConversationSimulator.builder().runBudget(Budget.NONE.withTokens(40_000L)));

        long used = result.spend().values().stream()
                .mapToLong(each -> each.usage().totalTokens())
                .sum();
        assertThat(used).isBetween(1L, 40_000L);
        assertThat(result.counts()).containsKey("budget_spent");
        assertThat(result.sessions()).isEqualTo(30);
    }
}
