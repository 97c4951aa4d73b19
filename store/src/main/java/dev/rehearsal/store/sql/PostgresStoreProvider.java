package dev.rehearsal.store.sql;

import dev.rehearsal.store.SchemaChange;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreProvider;
import java.util.regex.Pattern;

/** Opens stores in PostgreSQL servers: {@code postgresql://user@host:port/database} with options. */
public final class PostgresStoreProvider implements StoreProvider {
    private static final Pattern NAME = Pattern.compile("(jdbc:postgresql|postgresql|postgres):.*", Pattern.DOTALL);

    @Override
    public boolean opens(String name) {
        return NAME.matcher(name).matches();
    }

    @Override
    public Store open(String name) {
        return PostgresStore.open(PostgresLocation.parse(name, System.getenv()));
    }

    @Override
    public SchemaChange migrate(String name) {
        return PostgresStore.migrate(PostgresLocation.parse(name, System.getenv()));
    }
}
