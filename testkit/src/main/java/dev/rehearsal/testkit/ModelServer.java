package dev.rehearsal.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * A server that speaks OpenAI's chat completions on 127.0.0.1, answers by rule, and fails as often as it is told to. Safe
 * for threads.
 *
 * <p>Replies depend on the request only, faults on the seed and the number of the request. Each connection has a virtual
 * thread; thousands may wait at once.
 */
public final class ModelServer implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final ServerSocket listener;
    private final ExecutorService connections = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("model-server-", 0).factory());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Recording recording = new Recording();
    private final Behaviour initial;
    private final Routes routes;
    private volatile Behaviour behaviour;
    private volatile Tally tally = new Tally();

    ModelServer(int port, Behaviour behaviour) throws IOException {
        this.initial = behaviour;
        this.behaviour = behaviour;
        this.routes = new Routes(
                new ChatCompletions(() -> this.behaviour, () -> this.tally, recording), new Administration(this));
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        Thread.ofPlatform().daemon().name("model-server-accept").start(this::accept);
    }

    public static ModelServerBuilder builder() {
        return new ModelServerBuilder(Behaviour.DEFAULT);
    }

    /** A server that answers everything at once and never fails. */
    public static ModelServer start() {
        return builder().start();
    }

    /** The address for clients of OpenAI's protocol, such as {@code http://127.0.0.1:41234/v1}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Changes the behaviour for requests that arrive from now on. */
    public void reconfigure(Consumer<ModelServerBuilder> change) {
        ModelServerBuilder builder = new ModelServerBuilder(behaviour);
        change.accept(builder);
        behaviour = builder.behaviour();
    }

    /** Goes back to the behaviour at the start; numbers, statistics and recorded requests begin anew. */
    public void reset() {
        reset(unchanged -> {});
    }

    /** Begins anew as {@link #reset()} does, with the behaviour at the start and these changes to it. */
    public void reset(Consumer<ModelServerBuilder> change) {
        ModelServerBuilder builder = new ModelServerBuilder(initial);
        change.accept(builder);
        behaviour = builder.behaviour();
        tally = new Tally();
        recording.clear();
    }

    public Statistics statistics() {
        return tally.statistics();
    }

    /** The recorded requests in the order of arrival; see {@link ModelServerBuilder#recording}. */
    public List<ModelRequest> requests() {
        return recording.kept();
    }

    /** Closes the port and all connections at once. */
    @Override
    public void close() {
        closeQuietly(listener);
        sockets.forEach(ModelServer::closeQuietly);
        connections.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                connections.execute(() -> converse(socket));
            } catch (IOException | RejectedExecutionException closed) {
                // Either the server is closing, or this one client went away before it was served.
            }
        }
        sockets.forEach(ModelServer::closeQuietly);
    }

    private void converse(Socket socket) {
        try (socket) {
            new Connection(socket, routes).run();
        } catch (IOException clientLeft) {
            // Who leaves needs no answer.
        } finally {
            sockets.remove(socket);
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException closedAnyway) {
            // There is nothing more to do.
        }
    }
}
