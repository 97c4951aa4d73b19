package dev.rehearsal.models.http;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Goes by plain sockets where nothing is in between, and leaves proxies to the JDK's client. */
final class SharedTransport implements Transport {
    static final Transport INSTANCE = new SharedTransport();

    private final Transport direct = new SocketTransport();
    private final Map<String, Transport> byOrigin = new ConcurrentHashMap<>();

    @Override
    public Response send(Request request) throws IOException {
        URI uri = request.uri();
        return byOrigin.computeIfAbsent(uri.getScheme() + "://" + uri.getAuthority(), origin -> transport(uri))
                .send(request);
    }

    private Transport transport(URI uri) {
        ProxySelector selector = ProxySelector.getDefault();
        boolean proxied =
                selector != null && selector.select(uri).stream().anyMatch(each -> each.type() != Proxy.Type.DIRECT);
        return proxied ? new ProxiedTransport(selector) : direct;
    }
}
