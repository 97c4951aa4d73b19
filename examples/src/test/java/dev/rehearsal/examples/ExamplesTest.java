package dev.rehearsal.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.testing.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static List<String> answers(Agent agent, TestCase testCase, String... messages) {
        Simulation simulation = ConversationSimulator.builder()
                .testCases(testCase)
                .simulatedUser(request -> UserReply.of(messages[request.turn() - 1]))
                .goalCheck(GoalCheck.never())
                .maxTurns(messages.length)
                .build()
                .simulate(agent)
                .getFirst();
        return simulation.conversation().turns().stream()
                .map(Turn::answer)
                .map(answer -> answer.text())
                .toList();
    }

    @Test
    void aStatelessAgentGetsTheWholeConversation() {
        assertThat(answers(new StatelessAgent(), TestCase.of("Learn the opening hours"), "Hi", "Your opening hours?"))
                .containsExactly("Hello! What can I do for you?", "We are open from nine to five.");
    }

    @Test
    void anAgentUsesTheContext() {
        TestCase beginner = TestCase.builder()
                .goal("Learn my plan")
                .context("user_id", "beginner_123")
                .build();

        assertThat(answers(new ContextAgent(), beginner, "My plan?")).containsExactly("You are on the free plan.");
        assertThat(answers(new ContextAgent(), TestCase.of("Learn my plan"), "My plan?"))
                .containsExactly("Please log in first.");
    }

    @Test
    void anAgentKeepsStateBySessionId() {
        var agent = new RememberingAgent();

        assertThat(answers(agent, TestCase.of("Shop"), "tea", "milk"))
                .containsExactly("I noted 1 thing.", "I noted 2 things.");
        assertThat(answers(agent, TestCase.of("Shop"), "bread")).containsExactly("I noted 1 thing.");
    }

    @Test
    void theQuickstartRuns() {
        ScriptedModel model = ScriptedModel.answering(
                        request -> switch (request.call().purpose()) {
                            case USER -> "{\"message\":\"How do I go on?\",\"status\":\"going_on\"}";
                            case GOAL_CHECK -> "{\"rationale\":\"It is done.\",\"goal_achieved\":true}";
                            default -> "{\"rationale\":\"It was all dealt with.\",\"result\":\"yes\"}";
                        })
                .asJudge();

        EvaluationResult result = Quickstart.run(messages -> "Call setExperiment first.", model);

        assertThat(result.counts()).containsEntry("goal_achieved", 2L);
        assertThat(result.metric("conversation_completeness").orElseThrow().value())
                .isEqualTo(1.0);
    }

    @Test
    void theReadmeShowsTheQuickstart() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        String source = Files.readString(root.resolve("examples/src/main/java/dev/rehearsal/examples/Quickstart.java"));
        String snippet = source.substring(source.indexOf("// README\n") + 10, source.indexOf("        // end"))
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("\n"))
                .replace("userModel(userModel)", "userModel(\"anthropic:/claude-sonnet-4-20250514\")");
        String readme = Files.readString(root.resolve("README.md"));
        String shown = readme.substring(readme.indexOf("```java\n") + 8);

        assertThat(shown.substring(0, shown.indexOf("```"))
                        .lines()
                        .map(String::strip)
                        .collect(Collectors.joining("\n")))
                .isEqualTo(snippet);
    }
}
