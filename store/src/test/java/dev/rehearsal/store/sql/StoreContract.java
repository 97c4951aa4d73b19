package dev.rehearsal.store.sql;

import dev.rehearsal.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every store does. */
abstract class StoreContract
        implements RunsContract,
                SessionsContract,
                SearchContract,
                ListsContract,
                WritesContract,
                AssessmentsContract,
                ChosenSessionsContract,
                RecordingsContract,
                DatasetsContract,
                DeletionContract,
                PersonsContract,
                OutboxContract {
    private Store store;

    /** A new, empty store. */
    abstract Store open();

    @BeforeEach
    void openStore() {
        store = open();
        store.write(Samples.run(Samples.RUN));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Override
    public Store store() {
        return store;
    }
}
