package dev.rehearsal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.testkit.ModelServer;
import dev.rehearsal.testkit.ModelServerBuilder;
import dev.rehearsal.testkit.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model server that fails as often as it was said to, each way alone and all together, at the usual settings. */
@Execution(ExecutionMode.CONCURRENT)
class FaultMixTest {
    private static final int TURNS = 3;

    @TempDir
    Path folder;

    /** How the server fails. */
    enum Mix {
        REJECTED(140, Outcome.REJECTED),
        FAILED(140, Outcome.FAILED),
        RESET(140, Outcome.RESET),
        HUNG(70, Outcome.HUNG),
        MALFORMED(140, Outcome.MALFORMED),
        ALL(210, Outcome.REJECTED, Outcome.FAILED, Outcome.RESET, Outcome.HUNG, Outcome.MALFORMED);

        final int cases;
        final Set<Outcome> outcomes;

        Mix(int cases, Outcome first, Outcome... more) {
            this.cases = cases;
            this.outcomes = EnumSet.of(first, more);
        }

        ModelServer start() {
            ModelServerBuilder server = ItemTalk.server(TURNS).latency(Duration.ofMillis(20));
            for (Outcome outcome : outcomes) {
                switch (outcome) {
                    case REJECTED -> server.rejecting(.2, Duration.ofMillis(100));
                    case FAILED -> server.failing(.1);
                    case RESET -> server.resetting(.05);
                    case HUNG -> server.hanging(.05);
                    case MALFORMED -> server.malformed(.2);
                    case OK, REFUSED, CLIENT_GONE -> throw new IllegalArgumentException(outcome + " is no fault");
                }
            }
            return server.start();
        }
    }

    @ParameterizedTest
    @EnumSource
    void losesAndDoublesNothing(Mix mix) {
        RunConfig config = ItemTalk.config(TURNS, "agent");
        assertThat(config.limits()).isEqualTo(ModelLimits.DEFAULT);
        var acknowledged = new Acknowledged();
        try (ModelServer server = mix.start();
                Store store = Store.open(folder.resolve("rehearsal.db").toString())) {
            long started = System.nanoTime();
            EvaluationResult result = Evaluation.from(
                            config, ItemTalk.cases(mix.cases), store, ItemTalk.settings(server.baseUrl()))
                    .listener(acknowledged)
                    .run();
            long nanos = System.nanoTime() - started;

            Kept kept = Kept.of(store, result.runId());
            kept.areWhole(mix.cases);
            assertThat(acknowledged.turns().values()).containsOnly(1);
            assertThat(kept.turns())
                    .containsExactlyInAnyOrderElementsOf(acknowledged.turns().keySet());
            int asked = IntStream.rangeClosed(1, mix.cases)
                    .map(item -> ItemTalk.lastTurn(item, TURNS))
                    .sum();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d of %d turns in %.1f s, %s, %d requests%n",
                    mix,
                    kept.turns().size(),
                    asked,
                    nanos / 1e9,
                    result.counts(),
                    server.statistics().total());
            result.failures().forEach(row -> System.out.println(row.stopReason() + ": " + row.stopRationale()));
            assertThat(kept.turns()).hasSizeGreaterThanOrEqualTo((int) Math.ceil(0.995 * asked));
            everySessionEnded(result, kept, mix);
            everythingWasScored(result, kept);
            mix.outcomes.forEach(
                    outcome -> assertThat(server.statistics().count(outcome)).isPositive());
        }
    }

    private static void everySessionEnded(EvaluationResult result, Kept kept, Mix mix) {
        assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(result.sessions()).isEqualTo(mix.cases);
        for (SessionRecord session : kept.sessions()) {
            int item = Kept.item(session);
            boolean whole = session.row().turns() == ItemTalk.lastTurn(item, TURNS);
            // the few whose turns are not all there have failed, and no other has
            assertThat(session.row().stopReason())
                    .isIn(whole ? Set.of(ItemTalk.stopReason(item, TURNS)) : Set.of("user_failed", "agent_failed"));
        }
    }

    private static void everythingWasScored(EvaluationResult result, Kept kept) {
        Metric safety = result.metric("safety").orElseThrow();
        assertThat(safety.scored() + safety.failed()).isEqualTo(kept.turns().size());
        Metric completeness = result.metric("conversation_completeness").orElseThrow();
        assertThat(completeness.scored() + completeness.failed())
                .isEqualTo(kept.sessions().size());
        assertThat(safety.failed() + completeness.failed()).isLessThan(5);
    }
}
