package dev.rehearsal.server;

import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.Store;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.List;

/**
 * Shows a store to browsers and programs. Runs on virtual threads until it is closed; the store is the caller's, and is closed by the
 * caller after it.
 */
public final class RehearsalServer implements AutoCloseable {
    /** The port where none is named. */
    public static final int DEFAULT_PORT = 7117;

    private final String host;
    private final int port;
    private final List<Area> areas;
    private final Javalin javalin;

    RehearsalServer(String host, int port, List<Area> areas) {
        this.host = host;
        this.port = port;
        this.areas = List.copyOf(areas);
        this.javalin = Javalin.create(this::configure);
    }

    /** A server of that store, to be made as one likes. */
    public static ServerBuilder builder(Store store) {
        return new ServerBuilder(store);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        areas.forEach(area -> area.addTo(config.routes));
    }

    /**
     * Starts to listen.
     *
     * @throws ServerException if the port is taken or the address is not this machine's
     */
    public RehearsalServer start() {
        try {
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            throw new ServerException(
                    "port " + port + " of " + host
                            + " cannot be had: it is taken, or the address is not this machine's;"
                            + " name another with --port or --host",
                    e);
        }
        return this;
    }

    /** Where it is reached, once it is started. */
    public URI address() {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + javalin.port());
    }

    /** Lets the requests under way end, and stops. */
    @Override
    public void close() {
        javalin.stop();
        areas.forEach(Area::close);
    }
}
