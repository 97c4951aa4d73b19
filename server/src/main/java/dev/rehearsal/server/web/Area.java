package dev.rehearsal.server.web;

import io.javalin.config.RoutesConfig;

/**
 * A part of the server with routes of its own: the pages, REST, spans that come in. Whatever it needs it is given when it is made;
 * what holds for all requests (who may ask, sizes, headers, errors) is none of its business. Its handlers run on virtual threads,
 * many at a time.
 */
@FunctionalInterface
public interface Area {
    /** Adds the routes; called once, before the server starts. */
    void addTo(RoutesConfig routes);

    /** Puts away what it has; called once, after the last request. */
    default void close() {}

    /** The server is about to stop: what goes on for long, such as streams and runs, ends now. Requests are still answered. */
    default void stopping() {}
}
