package dev.rehearsal.models.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server, used by one thread at a time; only {@link #close} may be called by another. It stands on a channel because a
 * channel's blocking calls end when their thread is interrupted, on platform threads too.
 */
final class Connection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 20_000;

    private @Nullable SocketChannel channel;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private byte[] buffer = new byte[0];
    private int position;
    private int limit;
    private boolean closed;
    private boolean reusable = true;
    private long idleSince;

    /**
     * Connects unless it is connected; tries every address of the host.
     *
     * @param encryption null for none
     */
    void open(String host, int port, @Nullable SSLSocketFactory encryption) throws IOException {
        if (channel != null) {
            return;
        }
        IOException failure = null;
        for (InetAddress address : InetAddress.getAllByName(host)) {
            try {
                connect(new InetSocketAddress(address, port), host, encryption);
                return;
            } catch (ConnectException e) {
                failure = e;
            }
        }
        throw failure == null ? new UnknownHostException(host) : failure;
    }

    private void connect(InetSocketAddress address, String host, @Nullable SSLSocketFactory encryption)
            throws IOException {
        SocketChannel opened = SocketChannel.open();
        attach(opened);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Socket socket = opened.socket();
        socket.connect(address, CONNECT_MILLIS);
        if (encryption != null) {
            socket = handshake(encryption, socket, host, address.getPort());
        }
        in = socket.getInputStream();
        out = socket.getOutputStream();
        buffer = new byte[8192];
    }

    private synchronized void attach(SocketChannel opened) throws IOException {
        if (closed) {
            opened.close();
            throw new EOFException("closed while connecting");
        }
        channel = opened;
    }

    private static Socket handshake(SSLSocketFactory encryption, Socket plain, String host, int port)
            throws IOException {
        var socket = (SSLSocket) encryption.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next byte, or -1 at the end. */
    int read() throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        return buffer[position++] & 0xff;
    }

    /** The next line without its end. */
    String readLine() throws IOException {
        StringBuilder longer = null;
        while (true) {
            for (int i = position; i < limit; i++) {
                if (buffer[i] == '\n') {
                    int end = i > position && buffer[i - 1] == '\r' ? i - 1 : i;
                    var rest = new String(buffer, position, end - position, StandardCharsets.ISO_8859_1);
                    position = i + 1;
                    return longer == null
                            ? rest
                            : longer.append(rest).toString().stripTrailing();
                }
            }
            if (longer == null) {
                longer = new StringBuilder();
            }
            longer.append(new String(buffer, position, limit - position, StandardCharsets.ISO_8859_1));
            position = limit;
            if (longer.length() > 65_536) {
                throw new IOException("a header line of more than 64 KiB");
            }
            if (!fill()) {
                throw new EOFException("the connection was closed before the response was whole");
            }
        }
    }

    /** Fills a range from the stream; false if the stream ends before. */
    boolean readFully(byte[] target, int from, int length) throws IOException {
        int taken = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, from, taken);
        position += taken;
        return in.readNBytes(target, from + taken, length - taken) == length - taken;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    void notReusable() {
        reusable = false;
    }

    boolean reusable() {
        return reusable && position == limit;
    }

    void idleSince(long nanos) {
        idleSince = nanos;
    }

    long idleSince() {
        return idleSince;
    }

    /** Whether the server has neither closed the idle connection nor sent anything unasked. */
    boolean isQuiet() {
        SocketChannel open = channel;
        if (open == null) {
            return false;
        }
        try {
            open.configureBlocking(false);
            boolean quiet = open.read(ByteBuffer.allocate(1)) == 0;
            open.configureBlocking(true);
            return quiet;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It is given up in any case.
                reusable = false;
            }
        }
    }
}
