package dev.rehearsal.store.sql;

import dev.rehearsal.store.StoreException;
import java.sql.SQLException;

/** Says in one line what went wrong with a database and what to do. */
interface Failures {
    StoreException of(SQLException failure);

    /** Whether it lies in the surroundings, so that other changes would fail as well. */
    boolean isOfSurroundings(SQLException failure);
}
