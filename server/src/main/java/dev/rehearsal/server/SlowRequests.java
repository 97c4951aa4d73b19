package dev.rehearsal.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections whose request has begun and whose header does not come to its end in time. The time a connection may say nothing does not
 * do that: a byte now and then keeps it open.
 */
final class SlowRequests extends AbstractLifeCycle {
    private static final int LOOKS = 4;

    private final ServerConnector connector;
    private final Duration most;
    private Map<EndPoint, Waiting> waiting = new HashMap<>();

    /**
     * A connection that waits for its next request.
     *
     * @param answered how many requests were answered on it
     * @param bytes how many had come when it was first seen so
     * @param begunAt when more had come; 0 while nothing has
     */
    private record Waiting(long answered, long bytes, long begunAt) {}

    SlowRequests(ServerConnector connector, Duration most) {
        this.connector = connector;
        this.most = most;
    }

    @Override
    protected void doStart() {
        lookLater();
    }

    private void lookLater() {
        connector.getScheduler().schedule(this::look, Math.max(1, most.toMillis() / LOOKS), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!isRunning() && !isStarting()) {
            return;
        }
        long now = System.nanoTime();
        var still = new HashMap<EndPoint, Waiting>();
        for (EndPoint each : connector.getConnectedEndPoints()) {
            Connection connection = each.getConnection();
            if (connection == null || connection.getMessagesIn() != connection.getMessagesOut()) {
                continue; // a request is being answered
            }
            Waiting seen = next(connection, waiting.get(each), now);
            if (seen.begunAt != 0 && now - seen.begunAt > most.toNanos()) {
                each.close();
            } else {
                still.put(each, seen);
            }
        }
        waiting = still;
        lookLater();
    }

    private static Waiting next(Connection connection, @Nullable Waiting before, long now) {
        long answered = connection.getMessagesOut();
        long bytes = connection.getBytesIn();
        Waiting known = before;
        if (known == null || known.answered != answered) {
            known = new Waiting(answered, answered == 0 ? 0 : bytes, 0);
        }
        return known.begunAt == 0 && bytes > known.bytes ? new Waiting(answered, known.bytes, now) : known;
    }
}
