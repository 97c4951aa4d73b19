package dev.rehearsal.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The bytes that came in over a socket and were not used yet. */
final class InputBuffer {
    private static final int LONGEST_LINE = 64 * 1024;

    private static final int LONGEST_DRAIN = 1024 * 1024;
    private static final int LONGEST_DRAIN_MILLIS = 1000;

    private final Socket socket;
    private final InputStream in;
    private byte[] bytes = new byte[4096];
    private int start;
    private int end;

    InputBuffer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** Whether the peer closed the connection, with nothing left to use. Waits until it says something or closes. */
    boolean atEnd() throws IOException {
        return start == end && !fill();
    }

    /** The next line without its end; lines end with CR LF, or LF alone. */
    String line() throws IOException {
        int scanned = start;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (bytes[i] == '\n') {
                    int lineEnd = i > start && bytes[i - 1] == '\r' ? i - 1 : i;
                    String line = new String(bytes, start, lineEnd - start, StandardCharsets.ISO_8859_1);
                    start = i + 1;
                    return line;
                }
            }
            int unused = end - start;
            if (unused > LONGEST_LINE) {
                throw new BadRequestException(431, "A line of the head is too long.");
            }
            if (!fill()) {
                throw new EOFException("the connection ended inside a line");
            }
            scanned = start + unused;
        }
    }

    byte[] take(int length) throws IOException {
        byte[] taken = new byte[length];
        int buffered = Math.min(length, end - start);
        System.arraycopy(bytes, start, taken, 0, buffered);
        start += buffered;
        if (in.readNBytes(taken, buffered, length - buffered) < length - buffered) {
            throw new EOFException("the connection ended inside a body");
        }
        return taken;
    }

    /** Waits; false as soon as the peer closes the connection. */
    boolean peerStaysFor(long nanos) throws IOException {
        long due = System.nanoTime() + nanos;
        int millis = (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanos));
        if (millis > 0 && start == end) {
            socket.setSoTimeout(millis);
            try {
                if (!fill()) {
                    return false;
                }
            } catch (SocketTimeoutException waited) {
                // The peer said nothing, as it should.
            } finally {
                socket.setSoTimeout(0);
            }
        }
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        return true;
    }

    /** Waits until the peer closes the connection; what it says till then is lost. */
    void awaitEnd() throws IOException {
        do {
            start = end;
        } while (fill());
    }

    /** Reads some of what the peer still says: closing with unread bytes would reset the connection, and lose the answer. */
    void drain() throws IOException {
        socket.setSoTimeout(LONGEST_DRAIN_MILLIS);
        int drained = 0;
        do {
            drained += end - start;
            start = end;
        } while (drained < LONGEST_DRAIN && fill());
    }

    /** Reads some more; false at the end. */
    private boolean fill() throws IOException {
        if (start == end) {
            start = 0;
            end = 0;
        } else if (end == bytes.length && start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            end -= start;
            start = 0;
        } else if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int read = in.read(bytes, end, bytes.length - end);
        end += Math.max(0, read);
        return read >= 0;
    }
}
