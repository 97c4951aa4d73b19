package dev.rehearsal.formats.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each report of a run that is known to the last digit is a golden file; {@code -Dgolden=write} writes them anew. */
class ReportsTest {
    private static final Path FILES = Path.of("src/test/resources/dev/rehearsal/formats/report");

    @ParameterizedTest
    @CsvSource({
        "html, shop.html",
        "junit, shop.xml",
        "json, shop.json",
        "jsonl, shop.jsonl",
        "csv, shop.csv",
        "markdown, shop.md"
    })
    void areAsTheyWereAgreed(String kind, String name) throws IOException {
        try (Store store = Store.inMemory()) {
            String report = SampleRun.write(Report.named(kind), SampleRun.shop(store));

            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(FILES);
                Files.writeString(FILES.resolve(name), report);
            }
            try (InputStream golden = ReportsTest.class.getResourceAsStream(name)) {
                assertThat(golden).as(name).isNotNull();
                assertThat(report).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }
}
