package dev.rehearsal.store.sql;

import dev.rehearsal.store.Store;

/** The in-memory store keeps the contract; it stands here because the suite does. */
class MemoryStoreTest extends StoreContract {
    @Override
    Store open() {
        return Store.inMemory();
    }
}
