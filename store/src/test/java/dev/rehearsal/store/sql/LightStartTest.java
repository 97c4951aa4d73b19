package dev.rehearsal.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who keeps runs in a SQLite file does not wait until what PostgreSQL needs is loaded. */
class LightStartTest {
    @TempDir
    Path folder;

    @Test
    void aSqliteStoreLoadsNothingOfPostgresItsPoolAndItsMigrations() throws Exception {
        Path log = folder.resolve("classes.log");
        try (ChildJvm child = ChildJvm.run(
                ConversingChild.class,
                List.of("-Xlog:class+load:file=" + log),
                folder.resolve("rehearsal.db").toString(),
                "run-1",
                "1")) {
            assertThat(child.allLines()).hasSize(11);
            assertThat(child.exit()).isZero();
        }

        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains("org.sqlite."))
                .anyMatch(line -> line.contains(".SqliteSchema "))
                .noneMatch(line -> line.contains("org.postgresql."))
                .noneMatch(line -> line.contains("com.zaxxer."))
                .noneMatch(line -> line.contains("org.flywaydb."));
    }
}
