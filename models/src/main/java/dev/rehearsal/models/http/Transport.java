package dev.rehearsal.models.http;

import java.io.IOException;

/** Sends requests and waits for the responses. Called from many threads at once. */
@FunctionalInterface
public interface Transport {
    /**
     * Sends once: no retry, no redirect. An interrupt ends the exchange at once.
     *
     * @throws java.net.SocketTimeoutException if it takes longer than the request's timeout
     * @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted; its flag stays set
     * @throws IOException if there is no whole response
     */
    Response send(Request request) throws IOException;

    /** The one that all models of the process share, so that they share its connections: direct, or through the system's proxy. */
    static Transport shared() {
        return SharedTransport.INSTANCE;
    }
}
