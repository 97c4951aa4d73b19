package dev.rehearsal.server.guard;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A host and a port, as {@code Host} and {@code Origin} have them.
 *
 * @param host in lower case; an IPv6 address in brackets
 * @param port -1 where none is said
 */
record Authority(String host, int port) {
    static Optional<Authority> ofHost(String header) {
        return of("http://" + header);
    }

    /** Nothing for what is no origin, {@code null} among it. */
    static Optional<Authority> ofOrigin(String header) {
        return header.startsWith("http://") || header.startsWith("https://") ? of(header) : Optional.empty();
    }

    private static Optional<Authority> of(String text) {
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            if (host == null || uri.getUserInfo() != null || !uri.getRawPath().isEmpty()) {
                return Optional.empty();
            }
            int port = uri.getPort() == -1 && uri.getScheme().equals("https") ? 443 : uri.getPort();
            return Optional.of(new Authority(host.toLowerCase(Locale.ROOT), port));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether both are the same place; where no port is said, it may be either protocol's own. */
    boolean isSame(Authority other) {
        return host.equals(other.host) && (port == other.port || isOwn(port) && isOwn(other.port));
    }

    private static boolean isOwn(int port) {
        return port == -1 || port == 80 || port == 443;
    }

    /** An address, not a name: no name server decides where it leads. */
    boolean isAddress() {
        return host.startsWith("[") || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }
}
