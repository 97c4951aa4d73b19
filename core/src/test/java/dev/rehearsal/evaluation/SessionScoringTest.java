package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scorers.Safety;
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
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SessionScoringTest {
    private static final Scorer LENGTH = Scorer.turn(
            "length", turn -> Feedback.number("length", turn.output().length(), ""));

    private final Store store = Store.inMemory();

    private List<Assessment> assessments(String session) {
        return store.sessions().find(session).orElseThrow().assessments();
    }

    private List<String> sessionsOf(RunId runId) {
        try (var sessions = store.sessions().ofRun(runId)) {
            return sessions.map(each -> each.row().sessionId().value()).toList();
        }
    }

    @Test
    void scoresTheSessionsOfAnExperimentAcrossItsRuns() {
        KeptSessions.run(store, "one", "support", 2);
        KeptSessions.run(store, "two", "support", 1);
        KeptSessions.run(store, "three", "sales", 1);

        EvaluationResult result = Evaluation.of(StoredSessions.ofExperiment(store, "support"))
                .scorers(LENGTH)
                .run();

        assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(result.metric("length").orElseThrow().scored()).isEqualTo(6);
        assertThat(sessionsOf(result.runId())).containsExactlyInAnyOrder("one-0", "one-1", "two-0");
        assertThat(store.runs().find("latest").orElseThrow().experiment()).isEqualTo("support");
        assertThat(assessments("three-0")).isEmpty();
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
    void scoresSessionsThatTookPlaceElsewhere() {
        for (String name : List.of("a", "b", "c")) {
            SessionId id = SessionId.of(name);
            store.write(new Change.SessionRecorded(id, "production", "otlp", null, Attributes.EMPTY, Instant.EPOCH));
            Turn turn = Turn.of(1, "Hi", Answer.of("Hello"));
            store.write(new Change.TurnRecorded(id, TraceId.of(id, 1), turn, Instant.EPOCH));
            if (!name.equals("c")) {
                store.write(new Change.QuietSessionsEnded(Instant.EPOCH.plusSeconds(1)));
            }
        }

        StoredSessions sessions = StoredSessions.ofExperiment(store, "production");
        EvaluationResult result = Evaluation.of(sessions).scorers(LENGTH).run();

        assertThat(sessions.unended()).isEqualTo(1);
        assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(result.metric("length").orElseThrow().scored()).isEqualTo(2);
        assertThat(store.runs().find("latest").orElseThrow().experiment()).isEqualTo("production");
        assertThat(sessionsOf(result.runId())).containsExactlyInAnyOrder("a", "b");
        assertThat(assessments("a")).hasSize(1);
    }

    @Test
    void scoresWhatASearchFindsAndWhatIsNamed() {
        RunId run = KeptSessions.run(store, "one", "support", 12);

        EvaluationResult found = Evaluation.of(
                        StoredSessions.matching(store, SessionQuery.ofRun(run).withText("session 11")))
                .scorers(LENGTH)
                .run();
        EvaluationResult named = Evaluation.of(StoredSessions.named(store, List.of("one-7", "one-3")))
                .scorers(LENGTH)
                .run();

        assertThat(sessionsOf(found.runId())).containsExactly("one-11");
        assertThat(sessionsOf(named.runId())).containsExactly("one-7", "one-3");
    }

    @Test
    void refusesWhatIsNotThereWhole() {
        KeptSessions.run(store, "one", "support", 2);

        assertThatThrownBy(() -> StoredSessions.named(store, List.of("one-0", "nowhere", "one-0", "elsewhere")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(
                        "session nowhere: is not in memory:", "session elsewhere", "session one-0: is named twice");
        assertThatThrownBy(() -> StoredSessions.ofExperiment(store, "suport"))
                .hasMessageContaining("did you mean 'support'?");
        assertThatThrownBy(() -> StoredSessions.ofRun(store, new RunId("two"))).hasMessageContaining("run two");
    }

    @Test
    void countsSessionsThatHaveNotEndedAndLeavesThem() {
        RunId run = KeptSessions.run(store, "one", "support", 2);
        KeptSessions.open(store, run, 2);

        StoredSessions sessions = StoredSessions.ofRun(store, run);

        assertThat(sessions.unended()).isEqualTo(1);
        assertThat(sessions.sessions()).hasSize(2);
    }

    @Test
    void countsWhatAScorerHasNothingToSayAbout() {
        RunId run = KeptSessions.run(store, "one", "support", 3);
        var choosy = new ChoosyScorer();

        EvaluationResult result =
                SessionScoring.of(store, run).scorers(choosy, LENGTH).run();

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
    void aRunThatScoredCanBeScoredAgain() {
        RunId run = KeptSessions.run(store, "one", "support", 2);
        RunId first = SessionScoring.of(store, run).scorers(LENGTH).run().runId();

        EvaluationResult again = SessionScoring.of(store, first).scorers(LENGTH).run();

        assertThat(again.metric("length").orElseThrow().scored()).isEqualTo(4);
        assertThat(sessionsOf(again.runId())).containsExactly("one-0", "one-1");
    }

    @Test
    void goesOnWhereItsProcessDied() {
        RunId run = KeptSessions.run(store, "one", "support", 20);
        var judge = new Verdicts("scripted:/judge", "yes");
        var told = new AtomicInteger();
        SessionScoring dying = SessionScoring.of(store, run)
                .judgeModel(judge)
                .scorers(new Safety(), LENGTH)
                .listener(event -> {
                    if (event instanceof RunEvent.SessionDone && told.incrementAndGet() > 7) {
                        throw new IllegalStateException("killed");
                    }
                });
        assertThatThrownBy(dying::run).hasMessage("killed");
        RunId scoring = store.runs().find("latest").orElseThrow().runId();
        assertThat(store.runs().find("latest").orElseThrow().status()).isEqualTo(RunStatus.FAILED);

        EvaluationResult result = SessionScoring.resume(store, scoring)
                .judgeModel(judge)
                .scorers(new Safety(), LENGTH)
                .run();

        assertThat(result.runId()).isEqualTo(scoring);
        assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(result.metric("safety").orElseThrow().scored()).isEqualTo(40);
        assertThat(result.metric("length").orElseThrow().scored()).isEqualTo(40);
        assertThat(result.spend().get(Purpose.JUDGE).calls()).isEqualTo(40);
        assertThat(judge.calls)
                .as("no verdict that was written is asked for again")
                .hasValue(40);
        assertThat(assessments("one-3")).hasSize(4);
    }

    @Test
    void isResumedWithWhatItBeganWith() {
        RunId run = KeptSessions.run(store, "one", "support", 1);
        RunId scoring = SessionScoring.of(store, run).scorers(LENGTH).run().runId();

        assertThatThrownBy(() -> SessionScoring.resume(store, scoring)
                        .scorers(new ChoosyScorer())
                        .run())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("scorers");
        assertThatThrownBy(() -> SessionScoring.resume(store, run))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is of kind evaluate");
    }

    @Test
    @Timeout(60)
    void stopsAtOnceAndKeepsWhatWasJudged() throws Exception {
        RunId run = KeptSessions.run(store, "one", "support", 4);
        var cancellation = new Cancellation();
        var asked = new CountDownLatch(8);
        Model slow = new WaitingJudge("scripted:/slow", asked, new CountDownLatch(1));
        Thread stopping = Thread.ofVirtual().start(() -> {
            try {
                asked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cancellation.requestAtOnce();
        });

        EvaluationResult result = SessionScoring.of(store, run)
                .judgeModel(slow)
                .scorers(new Safety(), LENGTH)
                .cancellation(cancellation)
                .run();
        stopping.join();

        assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(assessments("one-0"))
                .as("nothing is said of what was not judged")
                .allMatch(each -> each.feedback().name().equals("length"));

        EvaluationResult resumed = SessionScoring.resume(store, result.runId())
                .judgeModel(new Verdicts("scripted:/slow", "yes"))
                .scorers(new Safety(), LENGTH)
                .run();
        assertThat(resumed.metric("safety").orElseThrow().scored()).isEqualTo(8);
        assertThat(resumed.metric("length").orElseThrow().scored()).isEqualTo(8);
    }

    @Test
    @Timeout(60)
    void aResumedEvaluationScoresSessionsSideBySide() {
        RunId run = KeptSessions.run(store, "one", "support", 4);
        var all = new CountDownLatch(4);
        Model together = new WaitingJudge("scripted:/together", all, all);

        EvaluationResult result = Evaluation.of(ConversationSimulator.builder()
                        .testCases(
                                TestCase.of("Goal 0"),
                                TestCase.of("Goal 1"),
                                TestCase.of("Goal 2"),
                                TestCase.of("Goal 3"))
                        .userModel(together)
                        .build())
                .agent(request -> {
                    throw new AssertionError("every session has ended");
                })
                .scorers(new ConversationCompleteness())
                .store(store)
                .resume(run)
                .run();

        assertThat(result.metric("conversation_completeness").orElseThrow().scored())
                .isEqualTo(4);
    }

    @Test
    void keepsToItsBudget() {
        RunId run = KeptSessions.run(store, "one", "support", 3);

        EvaluationResult result = SessionScoring.of(store, run)
                .judgeModel(new Verdicts("scripted:/judge", "yes"))
                .budget(new dev.rehearsal.model.Budget(1L, null, null))
                .scorers(new ConversationCompleteness())
                .run();

        assertThat(result.metric("conversation_completeness").orElseThrow().failed())
                .isEqualTo(3);
        assertThat(assessments("one-0").getFirst().feedback().error()).contains("budget of 1 tokens");
    }

    @Test
    void givesScorersOfTurnsTheExpectationsOfTheirTurn() {
        var testCase = TestCase.builder()
                .goal("Hear how it is")
                .expectation("word", "anything")
                .expectation("turns", java.util.Map.of("2", java.util.Map.of("word", "Well")))
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
}
