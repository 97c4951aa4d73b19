package dev.rehearsal.server.rest;

import dev.rehearsal.server.web.ProblemException;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;

/** Finds what a path names, by id or the beginning of one. */
final class Kept {
    private Kept() {}

    static RunRecord run(Store store, String idOrPrefix) {
        return store.runs()
                .find(idOrPrefix)
                .orElseThrow(() -> ProblemException.notFound(
                        "no run of that id is in the store, or several begin so", "/api/v1/runs lists them"));
    }

    static SessionRecord session(Store store, String idOrPrefix) {
        return store.sessions()
                .find(idOrPrefix)
                .orElseThrow(() -> ProblemException.notFound(
                        "no session of that id is in the store, or several begin so", "/api/v1/sessions lists them"));
    }
}
