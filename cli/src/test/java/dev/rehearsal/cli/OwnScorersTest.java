package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnScorersTest {
    @TempDir
    private Path folder;

    private Path runFile(String scorers) throws IOException {
        return Files.writeString(
                folder.resolve("run.yaml"), """
                agent: demo:/order-desk
                user_model: offline:/
                seed: 1
                store: %s
                test_cases:
                  - {id: cancel, goal: Cancel order 1001, context: {customer_email: mia@example.com}}
                scorers:
                %s""".formatted(folder.resolve("runs.db"), scorers.indent(2)));
    }

    @Test
    void areTakenFromARunFileUnderTheirOwnNames() throws IOException {
        Path file = runFile("""
                - name: checks
                  as: cancels
                  checks:
                    - called: cancel_order
                    - not_said: as an AI
                - name: ensemble
                  as: tidy
                  by: all
                  of: [no_repeated_answer, {name: response_length, max: 5000}]
                """);

        Shell.Result run = new Shell().run("evaluate", file.toString());

        assertThat(run.err()).doesNotContain("rehearse:");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("cancels/mean", "tidy/mean");
    }

    @Test
    void areRefusedWithEveryFault() throws IOException {
        Path file = runFile("""
                - name: checks
                  checks: [{caled: cancel_order}]
                - name: judge
                  instructions: "Good? {{answer}}"
                - name: ensemble
                  of: [safety, conversation_completeness]
                """);

        Shell.Result run = new Shell().run("evaluate", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("there is no check 'caled'");
    }

    @Test
    void standInTheListWithTheirOptions() {
        Shell.Result listed = new Shell().run("scorers", "list", "--json");

        List<?> scorers = (List<?>)
                Attributes.parse("{\"all\":" + listed.out() + "}").get("all").orElseThrow();

        assertThat(scorers)
                .anySatisfy(each -> assertThat(((Map<?, ?>) each).get("scorer")).isEqualTo("judge"))
                .allSatisfy(
                        each -> assertThat(((Map<?, ?>) each).get("options")).isInstanceOf(List.class));
        assertThat(new Shell().run("scorers", "list").out()).contains("conversation_completeness", "--scorer NAME");
    }
}
