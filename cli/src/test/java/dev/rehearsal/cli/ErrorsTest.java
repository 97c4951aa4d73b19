package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorsTest {
    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    @Test
    void suggestTheNearestName() {
        assertThat(shell.run("evalute").err()).contains("did you mean 'evaluate'?");
        assertThat(shell.run("evaluate", "--max-turn", "3").err()).contains("did you mean '--max-turns'?");
        assertThat(shell.run("sessions", "list", "--stop-reason", "max_turn").err())
                .contains("did you mean 'max_turns'?");
    }

    @Test
    void nameACommandThatIsNotThereAndNotWhatFollowsIt() {
        assertThat(shell.run("evalute", "cases.yaml", "--max-turns", "3").err())
                .contains("there is no command 'evalute'; did you mean 'evaluate'?")
                .doesNotContain("cases.yaml");
    }

    @Test
    void tellEveryFaultOfTheFlagsAtOnce() throws IOException {
        Path cases = Files.writeString(folder.resolve("cases.yaml"), "- goal: Return the toaster\n");

        Shell.Result run = shell.run(
                "evaluate",
                cases.toString(),
                "--agent=openai:/gpt-4o-mini",
                "--max-turns=x",
                "--trials=0",
                "--scorer=safty",
                "--fail-under=safety",
                "--judge-model=gpt",
                "--agent-header=Authorization=Bearer abcdefgh");

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err().lines())
                .anyMatch(line -> line.startsWith("error: --max-turns: must be a whole number"))
                .anyMatch(line -> line.startsWith("error: --trials: is at least 1"))
                .anyMatch(line -> line.startsWith("error: --scorer: ") && line.endsWith("did you mean 'safety'?"))
                .anyMatch(line -> line.startsWith("error: --fail-under: "))
                .anyMatch(line -> line.startsWith("error: --judge-model: "))
                .anyMatch(line -> line.startsWith("error: --agent-header Authorization: is a secret in plain text"))
                .hasSize(6);
    }

    @Test
    void tellWhatIsWrongWithAgentUserAndGateTogetherAndBeforeAnythingRuns() throws IOException {
        Path cases = Files.writeString(folder.resolve("cases.yaml"), "- goal: Return the toaster\n");
        Path store = folder.resolve("rehearsal.db");

        Shell.Result run = shell.run(
                "evaluate",
                cases.toString(),
                "--store=" + store,
                "--agent=foo:/x",
                "--user-model=bar:/y",
                "--scorer=safety",
                "--fail-under=safty=1",
                "--fail-under=fluency=1");

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err().lines())
                .anyMatch(line -> line.contains("foo:/x"))
                .anyMatch(line -> line.contains("bar:/y"))
                .anyMatch(line -> line.endsWith(
                        "looks at 'safty', which is not among the run's scorers (safety); did you mean 'safety'?"))
                .anyMatch(line -> line.endsWith(
                        "looks at 'fluency', which is not among the run's scorers (safety); add it to them"))
                .hasSize(4);
        assertThat(store).doesNotExist();
    }

    @Test
    void tellEveryFaultOfTheFiles() throws IOException {
        Path cases = Files.writeString(folder.resolve("cases.yaml"), "- gaol: x\n- goal: ''\n");

        Shell.Result run = shell.run(
                "evaluate", cases.toString(), folder.resolve("none.csv").toString());

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("did you mean 'goal'?", "test case 2", "none.csv", "no such file");
        assertThat(shell.run("evaluate", folder.toString()).err()).contains("is a directory");
        assertThat(shell.run("evaluate").err()).contains("rehearse init");
    }

    @Test
    void tellFaultsOfFilesAndFlagsTogether() {
        Shell.Result run = shell.run(
                "simulate",
                folder.resolve("none.yaml").toString(),
                "--agent-option",
                "history=last",
                "--agent-concurrency",
                "0");

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("none.yaml: no such file"))
                .anyMatch(line -> line.contains("--agent-concurrency"));
    }

    @Test
    void tellWhatNoSystemTakesAsAFileName() {
        Shell.Result run = shell.run("evaluate", "cases\0.yaml");

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("is not the name of a file here").doesNotContain("should not happen");
    }

    @Test
    void showNoStackTraceUnlessAsked() {
        assertThat(shell.run("resume", "x", "--store", folder + "/none.db").err())
                .doesNotContain("\tat ");
        assertThat(shell.run("resume", "x", "--debug", "--store", folder + "/none.db")
                        .err())
                .contains("\tat ");
    }

    @Test
    void saySoWhereNobodyPlaysTheUser() throws IOException {
        Path cases = Files.writeString(folder.resolve("cases.yaml"), "- goal: Return the toaster\n");

        Shell.Result run = shell.run("simulate", cases.toString(), "--agent=demo:/order-desk");

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("no model is named that plays the simulated user", "offline:/");
        assertThat(shell.run("simulate", cases.toString()).err()).contains("--agent: is missing");
    }
}
