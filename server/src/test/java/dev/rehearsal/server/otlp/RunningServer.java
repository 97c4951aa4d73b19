package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.Turn;
import dev.rehearsal.formats.masking.Masking;
import dev.rehearsal.server.RehearsalServer;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.net.URI;
import java.util.List;

/** A server over a store of its own, for tests. */
final class RunningServer implements AutoCloseable {
    final Store store;
    private final RehearsalServer server;

    private RunningServer(Store store, Masking masking, OtlpLimits limits) {
        this.store = store;
        this.server = RehearsalServer.builder(store)
                .port(0)
                .masking(masking)
                .otlpLimits(limits)
                .build()
                .start();
    }

    static RunningServer start() {
        return new RunningServer(Store.inMemory(), Masking.NONE, OtlpLimits.DEFAULT);
    }

    static RunningServer start(Masking masking, OtlpLimits limits) {
        return new RunningServer(Store.inMemory(), masking, limits);
    }

    URI traces() {
        return server.address().resolve("/v1/traces");
    }

    SessionRecord session(String id) {
        return store.sessions()
                .find(id)
                .orElseThrow(() -> new AssertionError("there is no session " + id + ", only "
                        + store.sessions().search(SessionQuery.newest(99)).stream()
                                .map(row -> row.sessionId().value())
                                .toList()));
    }

    /** The turns of a session, each as what the user said and what the agent said. */
    List<String> talk(String id) {
        return session(id).conversation().turns().stream()
                .map(RunningServer::line)
                .toList();
    }

    static String line(Turn turn) {
        return turn.user().text() + " -> " + turn.answer().text();
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
