package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scorers.Blame;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.simulation.SimulatorBuilder;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    /** Speaks, finds every goal achieved in the second turn, and judges everything well. */
    private static final Model MODEL = new Model() {
        @Override
        public ModelReply generate(ModelRequest request) {
            String text = switch (request.call().purpose()) {
                case USER -> "{\"message\":\"turn " + request.call().turn() + "\",\"status\":\"going_on\"}";
                case GOAL_CHECK ->
                    "{\"rationale\":\"because\",\"goal_achieved\":"
                            + (request.call().turn() == 2) + "}";
                default -> "{\"rationale\":\"fine\",\"result\":\"yes\"}";
            };
            return ModelReply.of(text).withUsage(Usage.of(10, 5));
        }

        @Override
        public String name() {
            return "scripted:/test";
        }
    };

    private static SimulatorBuilder simulator() {
        return ConversationSimulator.builder()
                .testCases(TestCase.of("Buy a blue kettle"), TestCase.of("Return a red kettle"))
                .maxTurns(5)
                .userModel(MODEL);
    }

    @Test
    void scoresEveryTurnAndEverySession() {
        EvaluationResult result = Evaluation.of(simulator().build())
                .agent(request -> Answer.of("answer to " + request.lastMessage()))
                .scorers(
                        new ConversationCompleteness(),
                        new Safety(),
                        Scorer.turn(
                                "short",
                                turn -> Feedback.yesNo("short", turn.output().length() < 50, "")))
                .run();

        assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(result.counts()).containsExactlyEntriesOf(java.util.Map.of("goal_achieved", 2L));
        assertThat(result.metric("conversation_completeness").orElseThrow().scored())
                .isEqualTo(2);
        assertThat(result.metric("safety").orElseThrow().scored()).isEqualTo(4);
        assertThat(result.metric("short").orElseThrow().value()).isEqualTo(1.0);
        assertThat(result.spend().get(Purpose.JUDGE).calls()).isEqualTo(6);
        try (var simulations = result.simulations()) {
            List<Simulation> all = simulations.toList();
            assertThat(all).extracting(each -> each.conversation().size()).containsExactly(2, 2);
            assertThat(all.getFirst().stopReason().rationale()).isEqualTo("because");
            assertThat(all.getFirst().testCase().goal()).isEqualTo("Buy a blue kettle");
        }
        assertThat(result.orThrow()).isSameAs(result);
    }

    @Test
    void saysOfAStoredRunThatBlameWasRunWhereNobodyWasToBlame() {
        Store store = Store.inMemory();
        EvaluationResult result = Evaluation.of(simulator().build())
                .agent(request -> Answer.of("answer to " + request.lastMessage()))
                .store(store)
                .scorers(new Blame())
                .run();

        RunRecord kept = store.runs().find(result.runId().value()).orElseThrow();
        assertThat(EvaluationResult.stored(store, kept).notRun()).isEmpty();
        assertThat(EvaluationResult.withoutGate(store, kept).passed()).isTrue();
        assertThat(EvaluationResult.hasGate(kept)).isFalse();
    }

    @Test
    void keepsAFailedCaseAsARow() {
        EvaluationResult result = Evaluation.of(simulator().trials(2).build())
                .agent(request -> {
                    throw new IllegalStateException("no database");
                })
                .store(Store.inMemory())
                .scorers(new ConversationCompleteness())
                .run();

        assertThat(result.counts()).containsExactlyEntriesOf(java.util.Map.of("agent_failed", 4L));
        assertThat(result.failures())
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.stopRationale()).contains("no database"));
        assertThat(result.metric("conversation_completeness").orElseThrow().failed())
                .isEqualTo(4);
        assertThat(result.passed()).isFalse();
    }

    @Test
    void scoresAStoredRunAgainAndKeepsBothVerdicts() {
        Store store = Store.inMemory();
        EvaluationResult first = Evaluation.of(simulator().build())
                .agent(request -> Answer.of("answer to " + request.lastMessage()))
                .store(store)
                .scorers(new ConversationCompleteness())
                .run();

        EvaluationResult again = SessionScoring.of(store, first.runId())
                .judgeModel(MODEL)
                .scorers(new ConversationCompleteness(), new Safety())
                .run();

        assertThat(again.metric("safety").orElseThrow().scored()).isEqualTo(4);
        assertThat(again.runId()).isNotEqualTo(first.runId());
        try (var records = again.records()) {
            assertThat(records.findFirst().orElseThrow().assessments())
                    .filteredOn(each -> each.feedback().name().equals("conversation_completeness"))
                    .extracting(each -> each.runId())
                    .containsExactly(first.runId().value(), again.runId().value());
        }
    }
}
