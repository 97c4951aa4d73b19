package dev.rehearsal.junit;

import static dev.rehearsal.junit.RehearsalAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.SimulatedUser;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationTestTest {
    @TempDir
    private Path folder;

    static class Refunds extends Desk {
        @ConversationTest(testCases = "refunds.yaml", maxTurns = 3, trials = 2)
        void refunds(Simulation simulation, TestCase testCase, SessionId sessionId, RunId runId) {
            assertThat(simulation.testCase()).isEqualTo(testCase);
            assertThat(simulation.sessionId()).isEqualTo(sessionId);
            assertThat(runId.value()).isNotBlank();
            assertThat(simulation).achievedGoal().withinTurns(2).calledTool("refund");
        }
    }

    @Test
    void runsOncePerCaseAndTrialUnderItsGoal() {
        assertThat(Engine.inMemory().run(Refunds.class).tests())
                .containsExactly(
                        "Get the money for order A-1 back (trial 1 of 2): SUCCESSFUL",
                        "Get the money for order A-1 back (trial 2 of 2): SUCCESSFUL",
                        "Learn where order B-2 is (trial 1 of 2): FAILED",
                        "Learn where order B-2 is (trial 2 of 2): FAILED");
    }

    @Test
    void showsTheSessionOfAFailure() {
        assertThat(Engine.inMemory().run(Refunds.class).message("Learn where order B-2 is"))
                .startsWith("the goal was to be achieved, but the session ended as max_turns")
                .contains("User: It is B-2.\nAgent: I do not know that order, sorry.\n")
                .contains("Ended: max_turns");
    }

    @Test
    void keepsTheRunAndWhatBecameOfEachSession() {
        String store = folder.resolve("kept.db").toString();

        String message = Engine.inMemory()
                .with("rehearsal.store", store)
                .run(Refunds.class)
                .message("Learn where order B-2 is");

        try (Store kept = Store.open(store)) {
            RunRecord run = kept.runs().list(2).getFirst();
            assertThat(run.experiment()).isEqualTo("Refunds.refunds");
            EvaluationResult result = EvaluationResult.stored(kept, run);
            assertThat(result.sessions()).isEqualTo(4);
            assertThat(result.metric("test_passed").orElseThrow().value()).isEqualTo(0.5);
            String session = kept.sessions().search(SessionQuery.ofRun(run.runId())).stream()
                    .filter(row -> row.goal().contains("B-2") && row.trial() == 1)
                    .findFirst()
                    .orElseThrow()
                    .sessionId()
                    .value();
            assertThat(message)
                    .contains("rehearse sessions show " + session + " --store " + store)
                    .contains("http://127.0.0.1:7117/sessions/" + session);
        }
    }

    static class OfADataset extends Desk {
        @ConversationTest(testCases = "dataset:refunds", maxTurns = 2)
        void refunds(Simulation simulation) {}
    }

    @Test
    void takesTheCasesOfADatasetAndKeepsItsVersionWithTheRun() {
        String store = folder.resolve("datasets.db").toString();
        try (Store kept = Store.open(store)) {
            kept.datasets().create("refunds").merge(TestCases.of(TestCase.of("Get the money for order A-1 back")));
        }

        Engine.Found found = Engine.inMemory().with("rehearsal.store", store).run(OfADataset.class);

        assertThat(found.tests()).containsExactly("Get the money for order A-1 back: SUCCESSFUL");
        try (Store kept = Store.open(store)) {
            RunRecord run = kept.runs().list(2).getFirst();
            assertThat(kept.runs().dataset(run.runId()))
                    .hasValueSatisfying(
                            dataset -> assertThat(dataset.toString()).contains("refunds"));
        }
        assertThat(Engine.inMemory().run(OfADataset.class).messages())
                .singleElement()
                .asString()
                .contains("refunds");
    }

    /** Answers only when all conversations are asking at once. */
    static class SideBySide extends Desk {
        private static final CyclicBarrier ALL = new CyclicBarrier(6);

        @Override
        Agent agent() {
            return request -> {
                if (request.turn() == 1) {
                    ALL.await(20, TimeUnit.SECONDS);
                }
                return super.agent().answer(request);
            };
        }

        @ConversationTest(testCases = "refunds.yaml", maxTurns = 2, trials = 3)
        void refunds(Simulation simulation) {
            assertThat(simulation).hasNoFailure();
        }
    }

    @Test
    void letsConversationsGoOnSideBySideWhileInvocationsFollowEachOther() {
        assertThat(Engine.inMemory().run(SideBySide.class).tests())
                .hasSize(6)
                .allMatch(test -> test.endsWith("SUCCESSFUL"));
    }

    static class BrokenAgent extends Desk {
        @Override
        Agent agent() {
            return request -> {
                throw new IllegalStateException("the database is down");
            };
        }

        @ConversationTest(testCases = "refunds.yaml")
        void refunds(Simulation simulation) {
            assertThat(simulation).neverSaid("password");
        }

        @ConversationTest(testCases = "refunds.yaml", includeFailures = true)
        void failures(Simulation simulation) {
            assertThat(simulation).stoppedBecause("agent_failed");
        }
    }

    @Test
    void failsWhereASessionEndedInAFailureUnlessItIsIncluded() {
        Engine.Found found = Engine.inMemory().run(BrokenAgent.class);

        assertThat(found.tests())
                .containsExactlyInAnyOrder(
                        "Get the money for order A-1 back (refunds): FAILED",
                        "Learn where order B-2 is (refunds): FAILED",
                        "Get the money for order A-1 back (failures): SUCCESSFUL",
                        "Learn where order B-2 is (failures): SUCCESSFUL");
        assertThat(found.messages()).anyMatch(message -> message.contains("the database is down"));
    }

    static class Alike extends Desk {
        static final TestCases CASES = TestCases.of(
                TestCase.builder().id("calm").goal("Learn where order B-2 is").build(),
                TestCase.builder()
                        .id("angry")
                        .goal("Learn where order B-2 is")
                        .persona("You are angry.")
                        .build());

        @ConversationTest(maxTurns = 1, trials = 2)
        void told(Simulation simulation) {}

        @PassRate(atLeast = 0.5)
        @ConversationTest(maxTurns = 1)
        void asked(Simulation simulation) {}
    }

    @Test
    void tellsApartByNameWhatHasTheSameGoal() {
        assertThat(Engine.inMemory().run(Alike.class).tests())
                .containsExactlyInAnyOrder(
                        "Learn where order B-2 is (told, case calm, trial 1 of 2): SUCCESSFUL",
                        "Learn where order B-2 is (told, case calm, trial 2 of 2): SUCCESSFUL",
                        "Learn where order B-2 is (told, case angry, trial 1 of 2): SUCCESSFUL",
                        "Learn where order B-2 is (told, case angry, trial 2 of 2): SUCCESSFUL",
                        "Learn where order B-2 is (asked, case calm): SUCCESSFUL",
                        "Learn where order B-2 is (asked, case angry): SUCCESSFUL",
                        "at least 50 % of the trials pass (asked): SUCCESSFUL");
    }

    static class Chosen extends Desk {
        @ConversationTest(testCases = "refunds.yaml", maxTurns = 3, trials = 2)
        void refunds(Simulation simulation) {}
    }

    @Test
    void takesPropertiesInPlaceOfTheAnnotation() {
        assertThat(Engine.inMemory()
                        .with("rehearsal.trials", "1")
                        .with("rehearsal.filter", "id:refund")
                        .run(Chosen.class)
                        .tests())
                .containsExactly("Get the money for order A-1 back: SUCCESSFUL");
    }

    @Test
    void writesReports() {
        Path page = Path.of("target/rehearsal-reports/Chosen.refunds.html");
        Engine.inMemory().with("rehearsal.report", "html, junit").run(Chosen.class);

        assertThat(page).content().contains("Get the money for order A-1 back");
        assertThat(page.resolveSibling("Chosen.refunds.xml")).content().contains("<testsuites");
        assertThat(Engine.inMemory()
                        .with("rehearsal.report", "htm")
                        .run(Chosen.class)
                        .messages())
                .singleElement()
                .asString()
                .contains("there is no report 'htm'", "did you mean 'html'?");
    }

    static class Faulty {
        final SimulatedUser user = request -> UserReply.of("Hello");
        final GoalCheck goalCheck = GoalCheck.never();

        @ConversationTest(testCases = "refund.yaml")
        void missingFile(Simulation simulation) {}

        @ConversationTest(testCases = "refunds.yaml", settings = "max_turn=3")
        void unknownSetting(Simulation simulation) {}

        @ConversationTest(testCases = "refunds.yaml")
        void noAgent(Simulation simulation) {}

        @ConversationTest(testCases = "refunds.yaml", recording = "none.jsonl")
        void noRecording(Simulation simulation) {}
    }

    @Test
    void saysWhatIsWrongWithATest() {
        List<String> messages = Engine.inMemory().run(Faulty.class).messages();

        assertThat(messages).anyMatch(message -> message.startsWith("refund.yaml: is neither a file in"));
        assertThat(messages)
                .anyMatch(message -> message.contains("max_turn") && message.contains("did you mean 'max_turns'?"));
        assertThat(messages).anyMatch(message -> message.startsWith("agent: there is none"));
        assertThat(messages)
                .anyMatch(message -> message.startsWith("none.jsonl: there is no such recording")
                        && message.contains("-Drehearsal.record=true"));
    }
}
