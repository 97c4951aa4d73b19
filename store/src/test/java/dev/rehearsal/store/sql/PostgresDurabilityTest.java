package dev.rehearsal.store.sql;

/** What was written to a PostgreSQL server is kept, when processes that write die and when several write. */
class PostgresDurabilityTest extends DurabilityContract {
    private final String store = PostgresServer.newStore();

    @Override
    String store() {
        return store;
    }
}
