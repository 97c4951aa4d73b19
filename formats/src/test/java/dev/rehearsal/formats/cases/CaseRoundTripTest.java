package dev.rehearsal.formats.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseRoundTripTest {
    @ParameterizedTest
    @ValueSource(strings = {"cases.yaml", "cases.json", "cases.jsonl"})
    void losesNothing(String name, @TempDir Path folder) throws IOException {
        var random = new RandomCases(7);
        List<TestCase> written =
                IntStream.range(0, 1_000).mapToObj(random::next).toList();
        Path file = folder.resolve(name);
        CaseFiles.write(file, written.stream());
        List<TestCase> read = CaseFilesTest.valid(CaseFiles.read(file));
        assertThat(read).hasSameSizeAs(written);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i)).isEqualTo(written.get(i));
        }
    }

    @Test
    void readsALongFileWithoutKeepingIt(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("cases.jsonl");
        CaseFiles.write(file, IntStream.range(0, 50_000).mapToObj(i -> TestCase.of("Cancel order " + i)));
        TestCases cases = CaseFiles.read(file);
        assertThat(cases.size()).contains(50_000L);
        try (var items = cases.open()) {
            assertThat(items.limit(3)).hasSize(3);
        }
    }

    @Test
    void writesNoTables(@TempDir Path folder) {
        Path file = folder.resolve("cases.csv");
        assertThatThrownBy(() -> CaseFiles.write(file, Stream.of(TestCase.of("Cancel it"))))
                .isInstanceOf(InvalidInputException.class);
        assertThat(Files.exists(file)).isFalse();
    }
}
