package dev.rehearsal.cli;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;

/** Finds by id, or by an id's beginning, what a command line names. */
final class Found {
    private Found() {}

    /** @throws InvalidInputException if there is no such run */
    static RunRecord run(Store store, String idOrPrefix) {
        return store.runs()
                .find(idOrPrefix)
                .orElseThrow(() -> new InvalidInputException(
                        "run '" + idOrPrefix + "'",
                        "is not in " + store.location()
                                + ", or several begin so; 'rehearse runs list' shows those that are"));
    }

    /** @throws InvalidInputException if there is no such session */
    static SessionRecord session(Store store, String idOrPrefix) {
        return store.sessions()
                .find(idOrPrefix)
                .orElseThrow(() -> new InvalidInputException(
                        "session '" + idOrPrefix + "'",
                        "is not in " + store.location()
                                + ", or several begin so; 'rehearse sessions list' shows those that are"));
    }
}
