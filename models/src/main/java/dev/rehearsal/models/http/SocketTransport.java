package dev.rehearsal.models.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 by Apache HttpCore over blocking sockets with kept connections. The thread that asks does all of the work, so a virtual thread
 * costs no hand-over to another; the JDK's client takes several times the processor time for its first thousand requests (see the decision
 * record on the OpenAI wire). A request whose kept connection turns out to be closed fails; whoever asks decides whether to ask again.
 */
final class SocketTransport implements Transport {
    /** Servers close idle connections, some after five seconds; a connection that was idle this long is checked before it is used. */
    private static final long CHECK_AFTER = TimeUnit.SECONDS.toNanos(1);

    private static final long KEEP = TimeUnit.SECONDS.toNanos(50);

    private final Map<String, ConcurrentLinkedDeque<Connection>> idle = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("http-timeouts").factory());

    private final @Nullable SSLSocketFactory encryption;

    SocketTransport() {
        this(null);
    }

    /** @param encryption null for the system's, which is looked up when it is needed first */
    SocketTransport(@Nullable SSLSocketFactory encryption) {
        this.encryption = encryption;
        timer.setRemoveOnCancelPolicy(true);
        timer.scheduleWithFixedDelay(this::closeOld, KEEP, KEEP, TimeUnit.NANOSECONDS);
    }

    @Override
    public Response send(Request request) throws IOException {
        URI uri = request.uri();
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        String origin = uri.getScheme() + "://" + uri.getHost() + ":" + port;
        var kept = idle.computeIfAbsent(origin, name -> new ConcurrentLinkedDeque<>());
        Connection connection = take(kept);
        var stage = new AtomicReference<>(Stage.UNDER_WAY);
        ScheduledFuture<?> deadline = timer.schedule(
                () -> {
                    if (stage.compareAndSet(Stage.UNDER_WAY, Stage.LATE)) {
                        connection.close();
                    }
                },
                Math.max(1, request.timeout().toNanos()),
                TimeUnit.NANOSECONDS);
        try {
            Exchange exchange =
                    Exchange.over(connection.open(uri.getHost(), port, secure ? encryption() : null), request);
            if (exchange.reusable()) {
                stage.compareAndSet(Stage.UNDER_WAY, Stage.REUSABLE);
            }
            return exchange.response();
        } catch (IOException e) {
            if (stage.get() == Stage.LATE) {
                throw (SocketTimeoutException)
                        new SocketTimeoutException("no response after " + request.timeout()).initCause(e);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new ClosedByInterruptException();
            }
            throw e;
        } finally {
            deadline.cancel(false);
            if (stage.get() == Stage.REUSABLE) {
                connection.idleSince(System.nanoTime());
                kept.addFirst(connection);
            } else {
                connection.close();
            }
        }
    }

    private SSLSocketFactory encryption() {
        return encryption == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : encryption;
    }

    private enum Stage {
        UNDER_WAY,
        REUSABLE,
        LATE
    }

    private static Connection take(ConcurrentLinkedDeque<Connection> kept) {
        Connection connection;
        while ((connection = kept.pollFirst()) != null) {
            long idle = System.nanoTime() - connection.idleSince();
            if (idle < CHECK_AFTER || (idle < KEEP && connection.isAlive())) {
                return connection;
            }
            connection.close();
        }
        return new Connection();
    }

    /** The one that was used last is used first, so old ones gather at the end. */
    private void closeOld() {
        for (ConcurrentLinkedDeque<Connection> kept : idle.values()) {
            kept.removeIf(connection -> {
                boolean old = System.nanoTime() - connection.idleSince() > KEEP;
                if (old) {
                    connection.close();
                }
                return old;
            });
        }
    }
}
