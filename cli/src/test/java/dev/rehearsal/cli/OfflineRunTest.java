package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineRunTest {
    private static final String[] OFFLINE = {"--agent", "demo:/order-desk", "--user-model", "offline:/", "--seed", "1"};

    @TempDir
    private Path folder;

    private Shell shell;
    private Path cases;

    @BeforeEach
    void writeCases() throws IOException {
        shell = new Shell().appending("--store", folder.resolve("runs.db").toString());
        cases = Files.writeString(folder.resolve("cases.yaml"), """
                - id: cancel
                  goal: Cancel order 1001
                  context: {customer_email: mia@example.com}
                  tags: [quick]
                - id: "late\\e[31m"
                  goal: "Find out when order 1002 will arrive \\e]0;evil\\a"
                  context: {customer_email: tom@example.com}
                - id: delivered
                  goal: Cancel order 1005
                  context: {customer_email: ruth@example.com}
                """);
    }

    @Test
    void evaluatesAndListsAndShows() {
        Shell.Result run = evaluate("--scorer", "no_repeated_answer", "--scorer", "safety");

        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("3 cases, at most 10 turns each", "demo:/order-desk", "rule-based user");
        assertThat(run.out())
                .contains(
                        "finished",
                        "goal_achieved",
                        "no_repeated_answer/mean",
                        "Not run, as there is no model that judges: safety")
                .contains("Next  rehearse sessions");
        Map<String, Object> session = list("sessions", "list", "--json").getFirst();
        assertThat(session)
                .containsKeys("session_id", "run_id", "experiment", "goal", "persona", "turns", "stop_reason")
                .containsKeys("stop_rationale", "tokens", "cost", "started_at", "duration_ms", "scores");
        assertThat(session.get("turns")).isInstanceOf(Integer.class);
        Map<String, Object> stored = list("runs", "list", "--json").getFirst();
        assertThat(stored).containsKeys("run_id", "status", "counts", "metrics");
        assertThat(stored.get("metrics").toString()).contains("no_repeated_answer/mean");
        String shown = shell.run("sessions", "show", session.get("session_id").toString())
                .out();
        assertThat(shown).contains("Turn 1", "User", "Agent", "→ find_customer", "no_repeated_answer: yes", "Ended");
        assertThat(shell.run("runs", "show").out()).contains("offline:/", "no_repeated_answer/mean");
    }

    @Test
    void letsNothingOfAConversationIntoTheTerminal() {
        Shell.Result run = evaluate();
        Shell.Result sessions = shell.run("sessions", "list");
        Shell.Result json = shell.run("sessions", "list", "--json");
        String id = list("sessions", "list", "--text", "evil", "--json")
                .getFirst()
                .get("session_id")
                .toString();
        Shell.Result shown = shell.run("sessions", "show", id);

        for (Shell.Result each : List.of(run, sessions, json, shown)) {
            assertThat(each.out() + each.err()).doesNotContain("\u001b").doesNotContain("\u0007");
        }
        assertThat(shown.out()).contains("␛]0;evil␇");
    }

    @Test
    void choosesAndDrawsCases() {
        assertThat(evaluate("--filter", "tag:quick").err()).contains("1 case,");
        assertThat(evaluate("--sample", "2").err()).contains("2 cases,");
        assertThat(evaluate("--filter", "tag:slow").err()).contains("none of the 3 test cases fits");
    }

    @Test
    void passesNoGateOnAUserThatFollowsRules() {
        Shell.Result run = evaluate("--scorer", "no_repeated_answer", "--fail-under", "no_repeated_answer=0");

        assertThat(run.code()).isEqualTo(ExitCode.NOT_PASSED);
        assertThat(run.out()).contains("Gate not met: the simulated user offline:/ follows rules");
    }

    @Test
    void makesNoStoreByReading() {
        assertThat(shell.run("sessions", "list").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(shell.run("sessions", "list").err()).contains("there is no store", "rehearse demo");
        assertThat(shell.run("resume", "latest").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(folder.resolve("runs.db")).doesNotExist();
    }

    @Test
    void makesNoStoreWhereTheInputIsBad() {
        assertThat(evaluate("--max-turns", "0").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(evaluate("--dry-run").code()).isZero();
        assertThat(folder.resolve("runs.db")).doesNotExist();
    }

    @Test
    void limitsLists() {
        evaluate();

        assertThat(list("sessions", "list", "--limit", "2", "--json")).hasSize(2);
        assertThat(list("sessions", "list", "--stop-reason", "timeout", "--json"))
                .isEmpty();
        assertThat(shell.run("sessions", "list", "--limit", "0").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void filtersAndSortsLists() {
        evaluate("--scorer", "no_repeated_answer");

        assertThat(list("sessions", "list", "--where", "no_repeated_answer=yes", "--json"))
                .hasSize(3);
        assertThat(list("sessions", "list", "--where", "no_repeated_answer=no", "--json"))
                .isEmpty();
        assertThat(list("sessions", "list", "--where", "no_repeated_answer<1", "--json"))
                .isEmpty();
        assertThat(list("sessions", "list", "--sort", "turns:asc", "--json"))
                .extracting(row -> (Integer) row.get("turns"))
                .isSorted();
        Shell.Result unknown = shell.run("sessions", "list", "--where", "safety");
        assertThat(unknown.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unknown.err()).contains("write for example safety=no");
        assertThat(shell.run("sessions", "list", "--sort", "trns").err()).contains("turns");
    }

    @Test
    void scoresAStoredRun() {
        evaluate();

        Shell.Result scored = shell.run("score", "latest", "--scorer", "no_repeated_answer");

        assertThat(scored.code()).isZero();
        assertThat(scored.out()).contains("no_repeated_answer/mean");
        assertThat(shell.run("score", "latest").err()).contains("there are none; name at least one");
    }

    @Test
    void saysInOneLineWhatIsWrongWithAStore() throws IOException {
        Files.writeString(
                folder.resolve("runs.db"), "this is no database, and longer than its header would be".repeat(9));

        Shell.Result run = shell.run("runs", "list");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("error: store:").contains("runs.db");
    }

    private Shell.Result evaluate(String... more) {
        var arguments = new java.util.ArrayList<>(List.of("evaluate", cases.toString()));
        arguments.addAll(Arrays.asList(OFFLINE));
        arguments.addAll(Arrays.asList(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> list(String... arguments) {
        String json = shell.run(arguments).out();
        return (List<Map<String, Object>>)
                Attributes.parse("{\"rows\":" + json + "}").get("rows").orElseThrow();
    }
}
