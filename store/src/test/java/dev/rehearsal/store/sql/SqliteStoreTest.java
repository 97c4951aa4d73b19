package dev.rehearsal.store.sql;

import dev.rehearsal.store.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The SQLite store keeps the contract. */
class SqliteStoreTest extends StoreContract {
    @TempDir
    Path folder;

    @Override
    Store open() {
        return Store.open(folder.resolve("rehearsal.db").toString());
    }
}
