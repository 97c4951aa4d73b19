package dev.rehearsal.formats.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "run.HTML, html",
        "run.xml, junit",
        "run.json, json",
        "run.jsonl, jsonl",
        "run.csv, csv",
        "run.md, markdown"
    })
    void isWhatItsEndingSays(String name, String kind) {
        assertThat(ReportFile.parse(folder.resolve(name).toString()).report().name())
                .isEqualTo(kind);
    }

    @Test
    void isWhatIsNamedBeforeIt() {
        ReportFile file = ReportFile.parse("junit=" + folder.resolve("run.txt"));

        assertThat(file.report().name()).isEqualTo("junit");
        assertThat(file.file()).isEqualTo(folder.resolve("run.txt"));
    }

    @Test
    void isRefusedWithTheList() {
        assertThatThrownBy(() -> ReportFile.parse(folder.resolve("run.htlm").toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        ".html (html), .xml (junit), .json (json), .jsonl (jsonl), .csv (csv), .md (markdown)")
                .hasMessageContaining("did you mean 'html'");
        assertThatThrownBy(() -> ReportFile.parse("report")).hasMessageContaining("name the kind");
        assertThatThrownBy(() -> ReportFile.parse("pdf=x.pdf")).hasMessageContaining("there is no report 'pdf'");
        assertThatThrownBy(() -> ReportFile.parse(folder.resolve("no/run.html").toString()))
                .hasMessageContaining("there is no directory");
        assertThatThrownBy(() -> ReportFile.parse("html=" + folder)).hasMessageContaining("is a directory");
    }

    @Test
    void takesThePlaceOfAnEarlierOneWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("run.csv"), "x".repeat(100_000));
        try (Store store = Store.inMemory()) {
            ReportFile.parse(file.toString()).write(SampleRun.saying(store, "half a character \ud800"));
        }

        assertThat(Files.readString(file)).startsWith("session_id,").contains("half a character \ufffd");
        assertThat(folder.toFile().list()).containsExactly("run.csv");
    }

    @Test
    void showsTheWorstWhereThereAreMany() {
        try (Store store = Store.inMemory()) {
            var result = SampleRun.ofMany(store, 1100, 1);

            String page = SampleRun.write(new HtmlReport(), result);
            assertThat(page).contains("The 1,000 worst of 1,100 conversations", "110 failed", "990 passed");
            assertThat(page.indexOf("class=\"session no\"")).isLessThan(page.indexOf("class=\"session yes\""));
            assertThat(SampleRun.write(new JsonLinesReport(), result).lines()).hasSize(1100);
            String comment = SampleRun.write(new MarkdownReport(), result);
            assertThat(comment.length()).isLessThan(65_536);
            assertThat(comment).contains("110 sessions to look at", "And 90 more");
        }
    }
}
