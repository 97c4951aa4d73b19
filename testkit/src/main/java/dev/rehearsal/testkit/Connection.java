package dev.rehearsal.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One client's connection: request after request, until one of the two closes it. */
final class Connection implements Runnable {

    /** Answers requests on a connection. */
    @FunctionalInterface
    interface Endpoint {
        /** Answers, or does to the connection what it likes. */
        void serve(WireRequest request, Connection connection) throws IOException;
    }

    private final Socket socket;
    private final Endpoint endpoint;
    private final OutputStream out;
    private final InputBuffer in;
    private boolean open = true;

    Connection(Socket socket, Endpoint endpoint) throws IOException {
        this.socket = socket;
        this.endpoint = endpoint;
        this.out = socket.getOutputStream();
        this.in = new InputBuffer(socket);
        socket.setTcpNoDelay(true);
    }

    @Override
    public void run() {
        try (socket) {
            RequestReader reader = new RequestReader(in, out);
            while (open) {
                try {
                    WireRequest request = reader.next();
                    if (request == null) {
                        return;
                    }
                    open = request.keepAlive();
                    endpoint.serve(request, this);
                } catch (BadRequestException bad) {
                    open = false;
                    send(ResponseBodies.of(bad.refusal()));
                    socket.shutdownOutput();
                    in.drain();
                }
            }
        } catch (IOException clientLeft) {
            // Who leaves needs no answer.
        }
    }

    /** Sends an answer with a length. */
    void send(Response response) throws IOException {
        byte[] head = response.head(open);
        byte[] body = response.body();
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        out.write(all);
    }

    /** Sends a piece of a stream, which ends with the connection. */
    void stream(String piece) throws IOException {
        open = false;
        out.write(piece.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits; false as soon as the client has left. */
    boolean clientStaysFor(Duration time) {
        try {
            return in.peerStaysFor(time.toNanos());
        } catch (IOException left) {
            return false;
        }
    }

    /** Waits until the client leaves. */
    void awaitClientLeaves() {
        open = false;
        try {
            in.awaitEnd();
        } catch (IOException left) {
            // This is what was waited for.
        }
    }

    /** Ends the connection with a RST instead of a FIN. */
    void reset() throws IOException {
        open = false;
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
