package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.formats.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    @Test
    void writesAFileThatRunsAsItStands() {
        Path file = folder.resolve("rehearsal.yaml");

        assertThat(shell.run("init", file.toString()).code()).isZero();

        Shell.Result run = shell.run(
                "evaluate",
                file.toString(),
                "--store",
                folder.resolve("runs.db").toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("expected_tool_call/mean  1.000");
    }

    @Test
    void writesCommentsThatAreValidToo() throws IOException {
        Path file = folder.resolve("rehearsal.yaml");
        shell.run("init", file.toString());
        String starter = Files.readString(file)
                .replace("agent: demo:/order-desk\n", "")
                .replace("user_model: offline:/\n", "")
                .replaceAll("(?m)^# (?=(agent|user_model|user_parameters|judge_model|budget|gate):|  )", "")
                .replaceAll("(?m)^  rehearse .*\n", "");
        Files.writeString(folder.resolve("support.md"), "You serve {{customer_email}}.");

        RunFile run = RunFile.parse("rehearsal.yaml", starter, folder);

        assertThat(run.config().gate()).hasSize(2);
        assertThat(run.config().agent()).isNotNull();
        assertThat(run.config().agent().systemPrompt()).contains("You serve");
        assertThat(run.config().budget().usd()).isNotNull();
        assertThat(run.config().judgeModel()).isEqualTo("openai:/gpt-4o");
    }

    @Test
    void replacesNoFileUnlessToldTo() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");

        assertThat(shell.run("init", file.toString()).code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(file).hasContent("mine");
        assertThat(shell.run("init", file.toString(), "--force", "--schema").code())
                .isZero();
        assertThat(file).content().startsWith("# yaml-language-server: $schema=rehearsal.schema.json");
        assertThat(folder.resolve("rehearsal.schema.json")).exists();
    }
}
