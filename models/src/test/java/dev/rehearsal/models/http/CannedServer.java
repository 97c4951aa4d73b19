package dev.rehearsal.models.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that plays back what it was given, one answer a request, and keeps what it was asked. */
public final class CannedServer implements AutoCloseable {
    /** What arrived: the request line and headers as sent, and the body. */
    public record Seen(String head, String body) {
        public String header(String name) {
            for (String line : head.split("\r\n")) {
                if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        }
    }

    private sealed interface Step {
        record Bytes(byte[] bytes, boolean close) implements Step {}

        record Reset() implements Step {}

        record Hang() implements Step {}
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ConcurrentLinkedQueue<Step> steps = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    public CannedServer() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    public CannedServer answer(int status, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 " + status + " Canned\r\nContent-Type: application/json\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        var all = new ByteArrayOutputStream();
        all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(bytes);
        steps.add(new Step.Bytes(all.toByteArray(), false));
        return this;
    }

    /** Writes these bytes and keeps the connection or closes it. */
    public CannedServer raw(String bytes, boolean close) {
        steps.add(new Step.Bytes(bytes.getBytes(StandardCharsets.UTF_8), close));
        return this;
    }

    public CannedServer reset() {
        steps.add(new Step.Reset());
        return this;
    }

    public CannedServer hang() {
        steps.add(new Step.Hang());
        return this;
    }

    /** The next request that arrived; waits for it. */
    public Seen seen() throws InterruptedException {
        Seen next = seen.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no request arrived");
        }
        return next;
    }

    public int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            String head;
            while (!(head = head(in)).isEmpty()) {
                String length = new Seen(head, "").header("content-length");
                byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
                seen.add(new Seen(head, new String(body, StandardCharsets.UTF_8)));
                switch (steps.poll()) {
                    case Step.Bytes(byte[] bytes, boolean close) -> {
                        socket.getOutputStream().write(bytes);
                        if (close) {
                            return;
                        }
                    }
                    case Step.Reset() -> {
                        socket.setSoLinger(true, 0);
                        return;
                    }
                    case Step.Hang() -> {
                        in.read();
                        return;
                    }
                    case null -> throw new IOException("nothing was canned for this request");
                }
            }
        } catch (IOException e) {
            // The client is gone, or there is nothing to say.
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        int next;
        while (!head.toString().endsWith("\r\n\r\n") && (next = in.read()) >= 0) {
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
