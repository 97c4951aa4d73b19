package dev.rehearsal.server;

import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.Store;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinLogger;
import java.net.URI;
import java.util.List;

/**
 * Shows a store to browsers and programs. Runs on virtual threads until it is closed; the store is the caller's, and is closed by the
 * caller after it.
 */
public final class RehearsalServer implements AutoCloseable {
    /** The port where none is named. */
    public static final int DEFAULT_PORT = 7117;

    private final Listening listening;
    private final Javalin javalin;
    private final List<Area> areas;

    RehearsalServer(Listening listening, List<Area> areas) {
        this.listening = listening;
        this.areas = List.copyOf(areas);
        this.javalin = Javalin.create(config -> {
            listening.configure(config);
            areas.forEach(area -> area.addTo(config.routes));
        });
    }

    /** A server of that store, to be made as one likes. */
    public static ServerBuilder builder(Store store) {
        return new ServerBuilder(store);
    }

    /**
     * Starts to listen.
     *
     * @throws ServerException if the port is taken or the address is not this machine's
     */
    public RehearsalServer start() {
        boolean logged = JavalinLogger.enabled;
        try {
            JavalinLogger.enabled = false; // what keeps it from starting is thrown, and said once
            javalin.start();
        } catch (JavalinBindException e) {
            throw new ServerException(
                    "port " + listening.port() + " of " + listening.host()
                            + " cannot be had: it is taken, or the address is not this machine's;"
                            + " name another with --port or --host",
                    e);
        } finally {
            JavalinLogger.enabled = logged;
        }
        return this;
    }

    /** All methods and paths. */
    List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(each -> each.endpoint)
                .filter(each -> each.method.isHttpMethod())
                .map(each ->
                        each.method.name() + " " + each.path.replace("<", "{").replace(">", "}"))
                .toList();
    }

    /** Where it is reached, once it is started. */
    public URI address() {
        String host = listening.host();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + javalin.port());
    }

    /** Lets the requests under way end, stops the runs that were started here as Ctrl-C does, and ends. */
    @Override
    public void close() {
        areas.forEach(Area::stopping);
        javalin.stop();
        areas.forEach(Area::close);
    }
}
