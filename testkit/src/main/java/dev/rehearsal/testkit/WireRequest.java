package dev.rehearsal.testkit;

import java.util.Map;

/**
 * A request as it came over the wire.
 *
 * @param path without the query
 * @param headers by their names in lower case; the last one where a name comes twice
 * @param keepAlive whether the client wants the connection to stay
 */
record WireRequest(String method, String path, Map<String, String> headers, byte[] body, boolean keepAlive) {}
