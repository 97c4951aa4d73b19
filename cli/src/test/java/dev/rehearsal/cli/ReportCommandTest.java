package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void useAStore() {
        shell = new Shell().appending("--store", folder.resolve("runs.db").toString());
    }

    @Test
    void writesAStoredRunInEveryWay() throws IOException {
        Shell.Result run = evaluate("--report", at("run.html"), "--report", "junit=" + at("run.txt"));
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("Wrote " + at("run.html") + " (html)", "(junit)");

        assertThat(Files.readString(folder.resolve("run.html"))).contains("Cancel order 1001", "</html>");
        assertThat(Files.readString(folder.resolve("run.txt")))
                .contains("<testcase name=\"cancel: Cancel order 1001\"");
        for (String name : new String[] {"again.html", "again.xml", "again.json", "again.jsonl", "again.csv"}) {
            assertThat(shell.run("report", "latest", "-o", at(name)).code())
                    .as(name)
                    .isZero();
            assertThat(Files.readString(folder.resolve(name))).as(name).contains("cancel");
        }
        assertThat(Files.readString(folder.resolve("again.html")))
                .isEqualTo(Files.readString(folder.resolve("run.html")));
        assertThat(shell.run("report").out()).startsWith("### ✅ Passed");
        assertThat(shell.run("report", "--format", "canonical").out()).contains("rehearsal.run/1");
    }

    @Test
    void saysOfAStoredRunWhatItsGateSaid() throws IOException {
        Shell.Result run = evaluate("--fail-under", "no_repeated_answer=0.9", "--report", at("run.md"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("run.md"))).contains("❌ Not passed", "follows rules");
        assertThat(shell.run("report").out()).isEqualTo(Files.readString(folder.resolve("run.md")));
    }

    @Test
    void refusesWhatItCannotWriteBeforeTheRun() {
        Shell.Result run = evaluate("--report", at("run.pdf"), "--report", at("none/run.html"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--report", ".html (html), .xml (junit)", "there is no directory");
        assertThat(folder.resolve("runs.db")).doesNotExist();
        assertThat(shell.run("report", "--format", "pdf").err()).contains("--format", "there is no report 'pdf'");
    }

    private Shell.Result evaluate(String... more) {
        try {
            Files.writeString(folder.resolve("cases.yaml"), """
                    - id: cancel
                      goal: Cancel order 1001
                      context: {customer_email: mia@example.com}
                    """);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        var arguments = new java.util.ArrayList<>(java.util.List.of(
                "evaluate",
                at("cases.yaml"),
                "--agent",
                "demo:/order-desk",
                "--user-model",
                "offline:/",
                "--seed",
                "1",
                "--scorer",
                "no_repeated_answer"));
        arguments.addAll(java.util.List.of(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }
}
