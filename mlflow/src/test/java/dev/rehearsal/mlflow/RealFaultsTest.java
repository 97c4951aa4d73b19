package dev.rehearsal.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.mlflow.FaultyProxy.Fault;
import dev.rehearsal.real.MlflowProcess;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A real server that is slow, overloaded, restarted or away loses nothing and doubles nothing. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class RealFaultsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static int runs;

    @TempDir
    private static Path folder;

    private static MlflowProcess mlflow;

    private final MovingClock clock = new MovingClock();
    private final RunId run = new RunId("run-" + ++runs);
    private FaultyProxy proxy;
    private Store store;
    private MlflowPublisher publisher;

    @BeforeAll
    static void start() {
        mlflow = MlflowProcess.start(folder);
    }

    @AfterAll
    static void stop() {
        mlflow.close();
    }

    @BeforeEach
    void open() throws Exception {
        proxy = new FaultyProxy(mlflow.address());
        store = Store.open(folder.resolve(run + ".db").toString());
        publisher = publisher();
    }

    private MlflowPublisher publisher() {
        return new MlflowPublisher(store, proxy.address(), run.value(), clock, TIMEOUT);
    }

    @AfterEach
    void close() {
        publisher.close();
        store.close();
        proxy.close();
    }

    /** All that was written is there, once. */
    private void assertAllIsThereOnce() throws Exception {
        assertThat(publisher.backlog().isEmpty()).isTrue();
        JsonNode found = Rest.JSON.readTree(mlflow.python(RealFaultsTest.class, "sessions.py", run.value()));
        assertThat(found.path("runs")).hasSize(1);
        assertThat(found.path("runs").path(0).path("status").asText()).isEqualTo("FINISHED");
        assertThat(found.path("runs").path(0).path("traces").asInt()).isEqualTo(5 + 3 * 6);
        assertThat(found.path("sessions")).hasSize(3 + 6);
        Set<String> traces = new HashSet<>();
        int assessments = 0;
        for (JsonNode session : found.path("sessions")) {
            for (JsonNode turn : session) {
                assertThat(traces.add(turn.path("id").asText())).isTrue();
                assessments += turn.path("assessments").size();
            }
        }
        assertThat(traces).hasSize(5 + 3 * 6);
        assertThat(assessments).isEqualTo(4 + 3 + 4 * 6);
    }

    @Test
    void asksAgainWhenTheServerSaysSoAndNotBefore() throws Exception {
        Rehearsals.whole(store, run, 6);
        publisher.add(run);
        proxy.faults((number, path) -> number == 9 ? Fault.TOO_MANY : Fault.NONE);

        while (publisher.round() != Courier.Outcome.WAITING) {
            assertThat(proxy.requests()).isLessThan(500);
        }
        int asked = proxy.requests();
        clock.pass(Duration.ofSeconds(29));
        assertThat(publisher.round()).isEqualTo(Courier.Outcome.WAITING);
        assertThat(proxy.requests()).isEqualTo(asked);

        clock.pass(Duration.ofSeconds(2));
        publisher.finish(clock::until);
        assertAllIsThereOnce();
    }

    @Test
    void doublesNothingWhereAnswersAreLostAndRequestsFail() throws Exception {
        Rehearsals.whole(store, run, 6);
        publisher.add(run);
        proxy.faults((number, path) -> switch (number % 7) {
            case 3 -> Fault.LOST_ANSWER;
            case 5 -> Fault.UNAVAILABLE;
            default -> Fault.NONE;
        });

        for (int i = 0; i < 400 && !publisher.backlog().isEmpty(); i++) {
            publisher.round();
            clock.pass(Duration.ofMinutes(1));
        }
        assertAllIsThereOnce();
    }

    @Test
    void losesNothingWhereTheServerIsAwayForTenMinutesAndAnotherProcessGoesOn() throws Exception {
        Rehearsals.begin(store, run);
        publisher.add(run);
        proxy.faults((number, path) -> Fault.UNAVAILABLE);
        Rehearsals.whole(store, run, 6);
        for (int second = 0; second < 600; second += 10) {
            assertThat(publisher.round()).isEqualTo(Courier.Outcome.WAITING);
            clock.pass(Duration.ofSeconds(10));
        }
        assertThat(publisher.backlog().turns()).isEqualTo(4 + 3 * 6);
        assertThat(publisher.backlog().why()).contains("503");
        assertThat(proxy.requests()).isLessThan(40);
        publisher.close();

        proxy.faults((number, path) -> Fault.NONE);
        publisher = publisher();
        publisher.finish(clock::until);
        assertAllIsThereOnce();
    }

    @Test
    void goesOnWhereTheServerIsRestarted() throws Exception {
        Rehearsals.whole(store, run, 6);
        publisher.add(run);
        proxy.faults((number, path) -> {
            if (number == 12) {
                mlflow.kill();
            }
            return Fault.NONE;
        });
        assertThat(publisher.finish(clock::until).isEmpty()).isFalse();

        mlflow = mlflow.again();
        clock.pass(Duration.ofMinutes(1));
        publisher.finish(clock::until);
        assertAllIsThereOnce();
    }

    @Test
    void keepsWhatIsRefusedWithTheServersWordsAndPublishesTheRest() throws Exception {
        Rehearsals.whole(store, run, 6);
        publisher.add(run);
        proxy.refuse(body -> body.contains("Question 2 of 4"));

        Backlog backlog = publisher.finish(clock::until);

        assertThat(backlog.turns()).isEqualTo(3);
        assertThat(backlog.refused()).isGreaterThanOrEqualTo(3);
        assertThat(backlog.why()).contains("too odd");
        int asked = proxy.requests();
        assertThat(publisher.finish(clock::until)).isEqualTo(backlog);
        assertThat(proxy.requests()).isEqualTo(asked);

        proxy.refuse(body -> false);
        publisher.refusedAnew();
        publisher.finish(clock::until);
        assertAllIsThereOnce();
    }

    @Test
    void doesNotSlowConversationsWhereTheServerHangs() {
        Rehearsals.begin(store, run);
        publisher.add(run);
        proxy.faults((number, path) -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Fault.UNAVAILABLE;
        });
        publisher.start();

        Rehearsals.open(store, run, 0, TestCase.of("Go on"));
        for (int number = 1; number <= 50; number++) {
            Rehearsals.say(store, run, 0, Turn.of(number, "And?", Answer.of("So")));
        }

        assertThat(publisher.backlog().turns()).isEqualTo(50);
    }
}
