package dev.rehearsal.store.sql;

import dev.rehearsal.store.SchemaChange;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreProvider;
import java.util.regex.Pattern;

/** Opens SQLite files: a path, or {@code sqlite:PATH} with options. */
public final class SqliteStoreProvider implements StoreProvider {
    /** Two characters or more, so that the letter of a Windows drive is a path. */
    private static final Pattern OTHER_KIND = Pattern.compile("(?!sqlite:)[a-z][a-z0-9+.-]+:.*", Pattern.DOTALL);

    @Override
    public boolean opens(String name) {
        return !name.isBlank() && !OTHER_KIND.matcher(name).matches();
    }

    @Override
    public Store open(String name) {
        return SqliteStore.open(SqliteLocation.parse(name));
    }

    @Override
    public SchemaChange migrate(String name) {
        return SqliteStore.migrate(SqliteLocation.parse(name));
    }
}
