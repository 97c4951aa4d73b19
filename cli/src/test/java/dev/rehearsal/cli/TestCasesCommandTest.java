package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.testkit.ModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCasesCommandTest {
    @TempDir
    private Path folder;

    private ModelServer server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = ModelServer.builder().start();
        shell = new Shell()
                .with("OPENAI_API_KEY", "none")
                .with("OPENAI_BASE_URL", server.baseUrl())
                .appending("--store", folder.resolve("runs.db").toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Shell.Result generate(String... more) {
        var arguments = new java.util.ArrayList<String>(
                java.util.List.of("test-cases", "generate", "--model", "openai:/gpt-4o-mini"));
        arguments.addAll(java.util.Arrays.asList(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    private void simulate() {
        shell.run(
                "simulate",
                "../examples/scripts/mixed.yaml",
                "--agent",
                "demo:/order-desk",
                "--user-model",
                "offline:/",
                "--seed",
                "1");
    }

    @Test
    void generatesOfAnExperimentIntoAFileAndADataset() throws IOException {
        simulate();
        Path output = folder.resolve("cases.yaml");

        Shell.Result generated = generate(
                "--experiment",
                "default",
                "--output",
                output.toString(),
                "--save-to",
                "drafts",
                "--cover",
                folder.resolve("cover.json").toString(),
                "--keep-opening");

        assertThat(generated.code()).as(generated.out() + generated.err()).isZero();
        assertThat(generated.out()).contains("stands for", "mean distance", "Written to", "Merged into dataset drafts");
        assertThat(CaseFiles.read(output).size()).isPresent();
        assertThat(Files.readString(output)).contains("say:");
        assertThat(Files.readString(folder.resolve("cover.json"))).contains("\"sources\":[\"sim-");
        assertThat(folder.resolve("cases.yaml.work.jsonl")).isNotEmptyFile();
        assertThat(shell.run("datasets", "list").out()).contains("drafts");
    }

    @Test
    void paysNothingTwice() {
        simulate();
        String output = folder.resolve("cases.yaml").toString();
        generate("--experiment", "default", "--output", output);
        long asked = server.statistics().total();

        Shell.Result again = generate("--experiment", "default", "--output", output);

        assertThat(again.code()).isZero();
        assertThat(server.statistics().total()).isEqualTo(asked);
    }

    @Test
    void generatesOfADescriptionAnAgentAndDocuments() throws IOException {
        Path text = Files.writeString(folder.resolve("desk.md"), "An order desk. It refunds within 30 days.");
        String output = folder.resolve("cases.jsonl").toString();

        assertThat(generate("--agent-description", text.toString(), "--cases", "2", "--output", output)
                        .out())
                .contains("Written to");
        assertThat(generate("--documents", text.toString(), "--cases", "2", "--output", output)
                        .out())
                .contains("1 case of 1 source", "Written to");
        assertThat(generate("--agent", "demo:/order-desk", "--cases", "2", "--output", output)
                        .out())
                .contains("Written to");
    }

    @Test
    void combinesCasesWithPersonas() throws IOException {
        Path personas = Files.writeString(folder.resolve("personas.txt"), "# who\nYou are angry.\nYou are old.\n");
        Path output = folder.resolve("more.yaml");

        Shell.Result expanded = shell.run(
                "test-cases",
                "expand",
                "../examples/scripts/mixed.yaml",
                "--personas",
                personas.toString(),
                "--output",
                output.toString());

        assertThat(expanded.code()).as(expanded.out() + expanded.err()).isZero();
        assertThat(CaseFiles.read(output).size()).contains(6L);
        assertThat(expanded.out()).contains("fixed-opening-p1", "mean distance");
    }

    @Test
    void takesTheCasesOfARunFile() throws IOException {
        Path personas = Files.writeString(folder.resolve("personas.txt"), "You are angry.\n");
        Path run = Files.writeString(
                folder.resolve("run.yaml"),
                "agent: demo:/order-desk\nuser_model: offline:/\ntest_cases:\n  - goal: Return the toaster of order 5\n");
        Path output = folder.resolve("more.yaml");

        Shell.Result expanded = shell.run(
                "test-cases",
                "expand",
                run.toString(),
                "--personas",
                personas.toString(),
                "--output",
                output.toString());

        assertThat(expanded.code()).as(expanded.out() + expanded.err()).isZero();
        assertThat(CaseFiles.read(output).size()).contains(2L);
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThat(generate("--experiment", "x").err()).contains("say where the test cases go");
        assertThat(generate("--output", folder.resolve("a.yaml").toString()).err())
                .contains("name one source");
        assertThat(generate("--output", "a.csv", "--experiment", "x").err()).contains("'a.csv' is no .yaml");
        simulate();
        assertThat(generate(
                                "--experiment",
                                "x",
                                "--output",
                                folder.resolve("a.yaml").toString())
                        .err())
                .contains("--experiment: has no sessions in");
        assertThat(generate(
                                "--call-timeout",
                                "soon",
                                "--experiment",
                                "default",
                                "--output",
                                folder.resolve("a.yaml").toString())
                        .err())
                .contains("--call-timeout: must be seconds");
    }
}
