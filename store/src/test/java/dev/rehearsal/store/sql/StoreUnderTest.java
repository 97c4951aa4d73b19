package dev.rehearsal.store.sql;

import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;

/** The store that a test of the contract is about; it has {@link Samples#RUN}. */
interface StoreUnderTest {
    Store store();

    default void write(Change... changes) {
        for (Change change : changes) {
            store().write(change);
        }
    }

    default SessionRecord session(String name) {
        return store().sessions().get(Samples.id(name)).orElseThrow();
    }
}
