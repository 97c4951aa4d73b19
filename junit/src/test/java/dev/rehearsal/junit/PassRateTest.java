package dev.rehearsal.junit;

import static dev.rehearsal.junit.RehearsalAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.simulation.Simulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class PassRateTest {
    static class HalfIsEnough extends Desk {
        @PassRate(atLeast = 0.5)
        @ConversationTest(testCases = "refunds.yaml", maxTurns = 3)
        void refunds(Simulation simulation) {
            assertThat(simulation).achievedGoal();
        }
    }

    @Test
    void passesWhereEnoughTrialsPassAndSkipsThoseThatMiss() {
        assertThat(Engine.inMemory().run(HalfIsEnough.class).tests())
                .containsExactly(
                        "Get the money for order A-1 back: SUCCESSFUL",
                        "Learn where order B-2 is: ABORTED",
                        "at least 50 % of the trials pass: SUCCESSFUL");
    }

    static class MostHaveToPass extends Desk {
        @PassRate(atLeast = 0.8)
        @ConversationTest(testCases = "refunds.yaml", maxTurns = 3, trials = 2)
        void refunds(Simulation simulation) {
            assertThat(simulation).achievedGoal();
        }
    }

    @Test
    void failsOnceAndNamesWhatMissedWhereTooFewPass() {
        Engine.Found found = Engine.inMemory().run(MostHaveToPass.class);

        assertThat(found.tests()).filteredOn(test -> test.endsWith("FAILED")).hasSize(1);
        assertThat(found.message("at least 80 % of the trials pass"))
                .startsWith("2 of 4 trials passed (50 %), at least 80 % have to pass")
                .contains("missed: status, trial 1 (sim-", "the goal was to be achieved");
    }

    static class FewCannotShowIt extends Desk {
        @PassRate(atLeast = 0.8, confidence = 0.9)
        @ConversationTest(testCases = "refunds.yaml", maxTurns = 3, trials = 2)
        void refunds(Simulation simulation) {
            assertThat(simulation).hasNoFailure();
        }
    }

    @Test
    void saysHowManyTrialsShowARate() {
        assertThat(Engine.inMemory().run(FewCannotShowIt.class).message("at least 80 % of the trials pass, with"))
                .isEqualTo(
                        "4 of 4 trials passed (100 %), which shows with a confidence of 90 % a rate of at least 70 % only;"
                                + " at least 80 % are asked for. 4 trials cannot show that; 7 can, if all pass");
    }

    @Test
    void isMetByEnoughTrials() {
        assertThat(Engine.inMemory()
                        .with("rehearsal.trials", "4")
                        .run(FewCannotShowIt.class)
                        .tests())
                .hasSize(9)
                .allMatch(test -> test.endsWith("SUCCESSFUL"));
    }

    static class AllAtOnce extends Desk {
        @PassRate(atLeast = 0.8)
        @Execution(ExecutionMode.CONCURRENT)
        @ConversationTest(testCases = "refunds.yaml", maxTurns = 3, trials = 2)
        void refunds(Simulation simulation) {
            assertThat(simulation).achievedGoal();
        }
    }

    @Test
    void failsTheMethodWhereItsInvocationsRunAtOnce() {
        Engine.Found found = Engine.inMemory()
                .with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "1")
                .run(AllAtOnce.class);

        assertThat(found.tests()).filteredOn(test -> test.endsWith("ABORTED")).hasSize(2);
        assertThat(found.message("refunds(")).startsWith("2 of 4 trials passed (50 %), at least 80 % have to pass");
    }
}
