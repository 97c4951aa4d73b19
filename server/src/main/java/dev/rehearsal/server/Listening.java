package dev.rehearsal.server;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;

/**
 * How connections are taken: how many, how long one may say nothing, how large a request may be. Who sends slowly holds a connection and
 * no thread, and not for long.
 *
 * @param mostBytes of a request's body
 * @param patience how long a connection may say nothing, and how long a request's header may take
 * @param stopTimeout how long requests under way have to end when the server stops
 */
record Listening(String host, int port, long mostBytes, Duration patience, Duration stopTimeout) {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MOST_CONNECTIONS = 2_000;
    private static final int HEADER_BYTES = 16 * 1024;
    private static final long SLOWEST_BYTES_PER_SECOND = 200;

    void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = mostBytes;
        config.jetty.modifyServer(this::configure);
        config.jetty.addConnector((server, http) -> connector(server, http));
    }

    private void configure(Server server) {
        server.setHandler(new GracefulHandler(new SizeLimitHandler(mostBytes, -1)));
        server.setErrorHandler(new UnreadRequests());
        server.setStopTimeout(stopTimeout.toMillis());
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setMinRequestDataRate(SLOWEST_BYTES_PER_SECOND);
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(patience.toMillis());
        connector.addBean(new SlowRequests(connector, patience));
        return connector;
    }
}
