package dev.rehearsal.store.sql;

import java.sql.SQLException;

/** What the writer does when a transaction failed for a reason that may pass. Changes can be given twice, so it may be done again. */
@FunctionalInterface
interface Recovery {
    /** Nothing passes by itself. */
    Recovery NONE = (database, failure, attempt) -> false;

    /**
     * Says whether the transaction is to be done again, after it has waited as long as makes sense.
     *
     * @param attempt how many times it failed in a row, from 1 on
     */
    boolean recovers(Database database, SQLException failure, int attempt);
}
