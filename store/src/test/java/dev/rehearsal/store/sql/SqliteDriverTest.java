package dev.rehearsal.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDriverTest {
    @TempDir
    Path folder;

    private void useStore(String name, String cache) throws Exception {
        try (ChildJvm child = ChildJvm.run(
                Map.of("REHEARSAL_CACHE", cache),
                ConversingChild.class,
                List.of(),
                folder.resolve(name).toString(),
                "run-1",
                "1")) {
            assertThat(child.allLines()).hasSize(11);
            assertThat(child.exit()).isZero();
        }
    }

    private List<Path> libraries(Path cache) throws IOException {
        try (var files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void theLibraryIsUnpackedOnceAndReplacedByTheDriversOwnWhereItIsBroken() throws Exception {
        Path cache = folder.resolve("cache");
        useStore("one.db", cache.toString());
        Path library = libraries(cache).getFirst();
        var unpackedAt = Files.getLastModifiedTime(library);
        useStore("two.db", cache.toString());

        assertThat(libraries(cache)).containsExactly(library);
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(unpackedAt);

        Files.writeString(library, "broken");
        useStore("three.db", cache.toString());
    }

    @Test
    void aCacheThatCannotBeIsDoneWithout() throws Exception {
        useStore("one.db", Files.writeString(folder.resolve("file"), "").toString());
        useStore("two.db", "off");
    }
}
