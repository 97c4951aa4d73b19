package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.Model;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionScoringTest {
    private final Store store = Store.inMemory();

    private List<Assessment> assessments(String session) {
        return store.sessions().find(session).orElseThrow().assessments();
    }

    @Test
    void judgesByWhatPersonsExpectInThePlaceOfWhatTheCaseDoes() {
        SessionId id = SessionId.of("expected");
        TestCase testCase = TestCase.builder()
                .goal("Return the toaster")
                .expectation("answer", "the case's")
                .expectation("tone", "polite")
                .expectation("turns", Map.of("1", Map.of("state", "open")))
                .build();
        store.write(new Change.SessionRecorded(id, "production", "otlp", testCase, Attributes.EMPTY, Instant.EPOCH));
        store.write(
                new Change.TurnRecorded(id, TraceId.of(id, 1), Turn.of(1, "Hi", Answer.of("Hello")), Instant.EPOCH));
        store.write(new Change.QuietSessionsEnded(Instant.EPOCH.plusSeconds(1)));
        Expectation withdrawn = Expectation.of(id, 0, "tone", "rude", Source.human("ada"), Instant.EPOCH);
        for (Expectation each : List.of(
                Expectation.of(id, 0, "answer", "ada's", Source.human("ada"), Instant.EPOCH),
                Expectation.of(id, 1, "answer", "ada's of the turn", Source.human("ada"), Instant.EPOCH),
                Expectation.of(id, 0, "turns", "two at most", Source.human("ada"), Instant.EPOCH),
                withdrawn)) {
            store.write(new Change.Expected(each));
        }
        store.write(new Change.Withdrawn(new Withdrawal(id, withdrawn.id(), Source.human("ada"), "", Instant.EPOCH)));

        Evaluation.of(StoredSessions.ofExperiment(store, "production"))
                .scorers(
                        Scorer.session(
                                "whole",
                                session -> Feedback.category(
                                        "whole",
                                        session.expectations().without("turns").toJson(),
                                        "")),
                        Scorer.turn(
                                "single",
                                turn -> Feedback.category(
                                        "single", turn.expectations().toJson(), "")))
                .run();

        assertThat(assessments("expected"))
                .extracting(
                        each -> each.feedback().name() + " " + each.feedback().value())
                .anyMatch(
                        each -> each.startsWith("whole") && each.contains("{\"answer\":\"ada's\",\"tone\":\"polite\"}"))
                .anyMatch(each -> each.startsWith("single")
                        && each.contains("\"answer\":\"ada's of the turn\"")
                        && each.contains("\"state\":\"open\""));
        assertThat(store.sessions().get(id).orElseThrow().testCase())
                .as("what was simulated stays as it was")
                .isEqualTo(testCase);
    }

    @Test
    void givesScorersOfTurnsTheExpectationsOfTheirTurn() {
        var testCase = TestCase.builder()
                .goal("Hear how it is")
                .expectation("word", "anything")
                .expectation("turns", Map.of("2", Map.of("word", "Well")))
                .build();
        TurnScorer words = new WordScorer();

        EvaluationResult result = Evaluation.of(
                        RecordedSessions.of(RecordedSession.of(testCase, KeptSessions.conversation("words"))))
                .store(store)
                .scorers(words)
                .run();

        try (var records = result.records()) {
            assertThat(records.findFirst().orElseThrow().assessments())
                    .extracting(each -> each.turn() + " " + each.feedback().rationale())
                    .containsExactly("1 anything", "2 Well");
        }
    }

    private record WordScorer() implements TurnScorer {
        @Override
        public String name() {
            return "word";
        }

        @Override
        public List<Feedback> score(TurnToScore turn) {
            String word = turn.expectations().text("word").orElse("");
            return List.of(Feedback.yesNo("word", turn.output().contains(word), word));
        }
    }

    @Test
    void countsWhatAScorerHasNothingToSayAbout() {
        RunId run = KeptSessions.run(store, "one", "support", 3);
        var choosy = new ChoosyScorer();

        EvaluationResult result = SessionScoring.of(store, run)
                .scorers(choosy, KeptSessions.LENGTH)
                .run();

        assertThat(result.metric("choosy").orElseThrow().scored()).isEqualTo(1);
        assertThat(result.metric("choosy").orElseThrow().silent()).isEqualTo(2);
        assertThat(result.metric("length").orElseThrow().silent()).isZero();
    }

    private record ChoosyScorer() implements SessionScorer {
        @Override
        public String name() {
            return "choosy";
        }

        @Override
        public List<Feedback> score(SessionToScore session) {
            return session.testCase().goal().equals("Goal 1") ? List.of(Feedback.yesNo("choosy", true, "")) : List.of();
        }
    }

    @Test
    void keepsTheVerdictsOfSeveralJudgesAndOfOneThatIsAskedAgain() {
        RunId run = KeptSessions.run(store, "one", "support", 1);
        var strict = new Verdicts("scripted:/strict", "no");
        var mild = new Verdicts("scripted:/mild", "yes");

        for (Model judge : List.of(strict, mild, mild)) {
            SessionScoring.of(store, run)
                    .judgeModel(judge)
                    .scorers(new ConversationCompleteness())
                    .run();
        }

        List<Assessment> kept = assessments("one-0");
        assertThat(kept).hasSize(3);
        assertThat(kept)
                .extracting(each -> each.feedback().source().id())
                .containsExactly("scripted:/strict", "scripted:/mild", "scripted:/mild");
        assertThat(kept).extracting(Assessment::id).doesNotHaveDuplicates();
        assertThat(kept).allSatisfy(each -> {
            assertThat(each.feedback().scorerVersion()).isNotEmpty();
            assertThat(each.feedback().promptVersion()).startsWith("conversation_completeness/");
        });
        assertThat(store.runs().scoringsOf(run))
                .extracting(each -> each.configuration().text("judge_model").orElse("") + " "
                        + each.metrics().getFirst().value())
                .containsExactly("scripted:/strict 0.0", "scripted:/mild 1.0", "scripted:/mild 1.0");
        assertThat(store.runs().spend(run)).as("judging again is not the run's").isEmpty();
    }

    @Test
    void keepsToItsBudget() {
        RunId run = KeptSessions.run(store, "one", "support", 3);

        EvaluationResult result = SessionScoring.of(store, run)
                .judgeModel(new Verdicts("scripted:/judge", "yes"))
                .budget(new Budget(1L, null, null))
                .scorers(new ConversationCompleteness())
                .run();

        assertThat(result.metric("conversation_completeness").orElseThrow().failed())
                .isEqualTo(3);
        assertThat(assessments("one-0").getFirst().feedback().error()).contains("budget of 1 tokens");
    }
}
