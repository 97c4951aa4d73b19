package dev.rehearsal.models.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server, used by one thread at a time; only {@link #close} may be called by another. It stands on a channel because a
 * channel's blocking calls end when their thread is interrupted, on platform threads too.
 */
final class Connection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 20_000;
    private static final Http1Config BOUNDS =
            Http1Config.custom().setMaxLineLength(65_536).setMaxHeaderCount(500).build();

    private @Nullable SocketChannel channel;
    private @Nullable DefaultBHttpClientConnection protocol;
    private boolean closed;
    private long idleSince;

    /**
     * Connects unless it is connected; tries every address of the host.
     *
     * @param encryption null for none
     */
    HttpClientConnection open(String host, int port, @Nullable SSLSocketFactory encryption) throws IOException {
        if (protocol != null) {
            return protocol;
        }
        IOException failure = null;
        for (InetAddress address : InetAddress.getAllByName(host)) {
            try {
                protocol = connect(new InetSocketAddress(address, port), host, encryption);
                return protocol;
            } catch (ConnectException e) {
                failure = e;
            }
        }
        throw failure == null ? new UnknownHostException(host) : failure;
    }

    private DefaultBHttpClientConnection connect(
            InetSocketAddress address, String host, @Nullable SSLSocketFactory encryption) throws IOException {
        SocketChannel opened = SocketChannel.open();
        attach(opened);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Socket socket = opened.socket();
        socket.connect(address, CONNECT_MILLIS);
        var connection = new DefaultBHttpClientConnection(BOUNDS);
        if (encryption == null) {
            connection.bind(socket);
        } else {
            connection.bind(handshake(encryption, socket, host, address.getPort()), socket);
        }
        return connection;
    }

    private synchronized void attach(SocketChannel opened) throws IOException {
        if (closed) {
            opened.close();
            throw new EOFException("closed while connecting");
        }
        channel = opened;
    }

    private static SSLSocket handshake(SSLSocketFactory encryption, Socket plain, String host, int port)
            throws IOException {
        var socket = (SSLSocket) encryption.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    void idleSince(long nanos) {
        idleSince = nanos;
    }

    long idleSince() {
        return idleSince;
    }

    /** Whether the server has not closed the idle connection, as far as can be seen from here. */
    boolean isAlive() {
        try {
            return protocol != null && protocol.isOpen() && !protocol.isStale();
        } catch (IOException e) {
            return false;
        }
    }

    /** By the channel: what waits on it is woken, and nothing is said to the server any more. */
    @Override
    public synchronized void close() {
        closed = true;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It is given up in any case.
                protocol = null;
            }
        }
    }
}
