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
    private final Map<String, Boolean> proxied = new ConcurrentHashMap<>();

    @Override
    public Response send(Request request) throws IOException {
        URI uri = request.uri();
        boolean proxy = proxied.computeIfAbsent(uri.getScheme() + "://" + uri.getAuthority(), origin -> isProxied(uri));
        return (proxy ? ProxiedTransport.INSTANCE : direct).send(request);
    }

    private static boolean isProxied(URI uri) {
        ProxySelector selector = ProxySelector.getDefault();
        return selector != null && selector.select(uri).stream().anyMatch(each -> each.type() != Proxy.Type.DIRECT);
    }
}
