package dev.rehearsal.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.formats.cases.CaseFormat;
import dev.rehearsal.formats.run.RunFile;
import dev.rehearsal.formats.transcripts.TranscriptFiles;
import dev.rehearsal.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatDocsTest {
    private static final Path PAGE = Path.of("..", "docs", "test-cases-format.md");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```(\\w+) (\\S+)\\n(.*?)^```$");

    @TempDir
    Path folder;

    @Test
    void everySnippetIsReadAsItSays() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        Map<String, String> faults = new LinkedHashMap<>();
        for (MatchResult snippet :
                SNIPPET.matcher(Files.readString(PAGE)).results().toList()) {
            (snippet.group(1).equals("text") ? faults : files).put(snippet.group(2), snippet.group(3));
        }
        assertThat(files)
                .containsOnlyKeys("cases.yaml", "cases.jsonl", "cases.csv", "wrong.yaml", "calls.jsonl", "run.yaml");

        for (String name : new String[] {"cases.yaml", "cases.jsonl", "cases.csv"}) {
            Path file = Files.writeString(folder.resolve(name), files.get(name));
            assertThat(CaseFiles.read(file).size()).as(name).contains(2L);
        }
        try (var sessions =
                TranscriptFiles.parse("calls.jsonl", files.get("calls.jsonl")).open()) {
            assertThat(sessions).hasSize(2);
        }
        Files.writeString(folder.resolve("support.md"), "You help {{user_id}}.");
        Path run = Files.writeString(folder.resolve("run.yaml"), files.get("run.yaml"));
        assertThat(RunFile.read(run).config().trials()).isEqualTo(3);

        var refused = catchThrowableOfType(
                InvalidInputException.class,
                () -> CaseFiles.parse("wrong.yaml", CaseFormat.YAML, files.get("wrong.yaml")));
        assertThat(refused).hasMessage(faults.get("wrong.yaml").strip());
    }
}
