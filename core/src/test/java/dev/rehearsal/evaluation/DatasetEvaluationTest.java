package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.CaseFilter;
import dev.rehearsal.dataset.CaseSelection;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.store.Deletion;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetEvaluationTest {
    private static Evaluation of(TestCases cases, Store store) {
        return Evaluation.of(ConversationSimulator.builder()
                        .testCases(cases)
                        .maxTurns(1)
                        .simulatedUser(request -> UserReply.of("Hello"))
                        .goalCheck(GoalCheck.never())
                        .build())
                .agent(request -> Answer.of("yes"))
                .scorers(Scorer.session(
                        "as_expected",
                        session -> Feedback.yesNo(
                                "as_expected",
                                session.testCase()
                                        .expectations()
                                        .text("answer")
                                        .orElse("")
                                        .equals("yes"),
                                "")))
                .store(store);
    }

    private static Dataset refunds(Store store) {
        Dataset dataset = store.datasets().create("refunds");
        dataset.merge(
                TestCase.builder()
                        .id("a")
                        .goal("Get a refund")
                        .expectation("answer", "yes")
                        .build(),
                TestCase.builder()
                        .id("b")
                        .goal("Cancel it")
                        .expectation("answer", "no")
                        .build());
        return dataset;
    }

    @Test
    void expectationsOfRecordsReachTheScorersAndTheRunKeepsTheVersion() {
        try (Store store = Store.inMemory()) {
            Dataset dataset = refunds(store);

            EvaluationResult result = of(dataset, store).run();

            assertThat(result.metric("as_expected").orElseThrow().value()).isEqualTo(0.5);
            assertThat(store.runs().dataset(result.runId())).isEqualTo(dataset.dataset());
        }
    }

    @Test
    void anOldVersionAndAPartOfOneCanBeRun() {
        try (Store store = Store.inMemory()) {
            Dataset dataset = refunds(store);
            dataset.merge(TestCase.builder()
                    .id("b")
                    .goal("Cancel it")
                    .expectation("answer", "yes")
                    .build());

            EvaluationResult old = of(store.datasets().get("refunds@1"), store).run();
            EvaluationResult part = of(CaseSelection.filtered(dataset, CaseFilter.parse("id:b")), store)
                    .run();

            assertThat(old.metric("as_expected").orElseThrow().value()).isEqualTo(0.5);
            assertThat(store.runs().dataset(old.runId()).orElseThrow()).hasToString("refunds@1");
            assertThat(part.metric("as_expected").orElseThrow().value()).isEqualTo(1.0);
            assertThat(store.runs().dataset(part.runId()).orElseThrow()).hasToString("refunds@2");
        }
    }

    @Test
    void aRunOfWhichSessionsWereDeletedIsNotGoneOnWith() {
        try (Store store = Store.inMemory()) {
            Dataset dataset = refunds(store);
            EvaluationResult result = of(dataset, store).run();
            SessionRow first = store.sessions().search(SessionQuery.newest(1)).getFirst();
            store.delete(Deletion.ofSessions(List.of(first.sessionId())));

            assertThatThrownBy(() -> of(dataset, store).resume(result.runId()).run())
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("sessions of it were deleted");
        }
    }
}
