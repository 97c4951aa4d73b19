package dev.rehearsal.models.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares a request's body with the file that was read and approved; {@code -Dgolden=write} writes it anew. */
public final class Golden {
    private static final JsonMapper JSON = new JsonMapper();

    private Golden() {}

    public static void assertSame(Class<?> test, String name, String body) throws IOException {
        String actual = JSON.readTree(body).toPrettyString() + "\n";
        if ("write".equals(System.getProperty("golden"))) {
            Path folder = Path.of("src/test/resources", test.getPackageName().replace('.', '/'));
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".json"), actual);
        }
        try (var golden = test.getResourceAsStream(name + ".json")) {
            assertThat(golden)
                    .as("the file %s.json; -Dgolden=write writes it", name)
                    .isNotNull();
            assertThat(actual).isEqualToNormalizingNewlines(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
