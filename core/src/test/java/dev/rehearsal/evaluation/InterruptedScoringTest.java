package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A scoring that ends early keeps what was judged, and goes on from there. */
class InterruptedScoringTest {
    private final Store store = Store.inMemory();

    private List<Assessment> assessments(String session) {
        return store.sessions().find(session).orElseThrow().assessments();
    }

    @Test
    void goesOnWhereItsProcessDied() {
        RunId run = KeptSessions.run(store, "one", "support", 20);
        var judge = new Verdicts("scripted:/judge", "yes");
        var told = new AtomicInteger();
        SessionScoring dying = SessionScoring.of(store, run)
                .judgeModel(judge)
                .scorers(new Safety(), KeptSessions.LENGTH)
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
                .scorers(new Safety(), KeptSessions.LENGTH)
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
        RunId scoring =
                SessionScoring.of(store, run).scorers(KeptSessions.LENGTH).run().runId();

        assertThatThrownBy(() -> SessionScoring.resume(store, scoring)
                        .scorers(Scorer.turn("width", turn -> Feedback.yesNo("width", true, "")))
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
                .scorers(new Safety(), KeptSessions.LENGTH)
                .cancellation(cancellation)
                .run();
        stopping.join();

        assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(assessments("one-0"))
                .as("nothing is said of what was not judged")
                .allMatch(each -> each.feedback().name().equals("length"));

        EvaluationResult resumed = SessionScoring.resume(store, result.runId())
                .judgeModel(new Verdicts("scripted:/slow", "yes"))
                .scorers(new Safety(), KeptSessions.LENGTH)
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
}
