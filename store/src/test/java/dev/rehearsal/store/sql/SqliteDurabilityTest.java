package dev.rehearsal.store.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What was written to a SQLite file is kept. */
class SqliteDurabilityTest extends DurabilityContract {
    @TempDir
    Path folder;

    @Override
    String store() {
        return folder.resolve("rehearsal.db").toString();
    }
}
