package dev.rehearsal.store.sql;

import dev.rehearsal.store.Store;

/** The PostgreSQL store keeps the contract, on a real server. */
class PostgresStoreTest extends StoreContract {
    @Override
    Store open() {
        return Store.open(PostgresServer.emptyStore());
    }
}
