package dev.rehearsal.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A wire to a server of this machine that can be cut at the worst of moments: when the server has answered, and nobody has heard it. */
final class CutWire implements AutoCloseable {
    private final ServerSocket entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<@Nullable String> cutAt = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final int server;

    CutWire(int server) throws IOException {
        this.server = server;
        threads.execute(this::accept);
    }

    int port() {
        return entry.getLocalPort();
    }

    /** Cuts the next connection over which that text is sent, when its answer comes. */
    void cutWhenAnsweredTo(String text) {
        cutAt.set(text);
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entry.accept();
                var wire = new Wire(client, new Socket(InetAddress.getLoopbackAddress(), server));
                threads.execute(() -> wire.pass(client, wire.server, true));
                threads.execute(() -> wire.pass(wire.server, client, false));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private final class Wire {
        private final Socket client;
        private final Socket server;
        private volatile boolean cut;

        Wire(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pass(Socket from, Socket to, boolean up) {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                var bytes = new byte[64 * 1024];
                for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                    String wanted = cutAt.get();
                    if (up
                            && wanted != null
                            && new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(wanted)) {
                        cutAt.set(null);
                        cut = true;
                    } else if (!up && cut) {
                        cuts.incrementAndGet();
                        return;
                    }
                    to.getOutputStream().write(bytes, 0, length);
                }
            } catch (IOException e) {
                // The other side is gone.
            }
        }
    }

    @Override
    public void close() throws IOException {
        entry.close();
        threads.shutdownNow();
    }
}
