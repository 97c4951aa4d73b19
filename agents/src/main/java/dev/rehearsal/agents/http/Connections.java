package dev.rehearsal.agents.http;

import dev.rehearsal.agents.options.Options;
import dev.rehearsal.input.InvalidInputException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How an agent's host is reached: the options {@code proxy} (an address; the system's unless said), {@code ca_file} (certificates of
 * authorities in PEM, in place of the JDK's), and {@code client_certificate} with {@code client_key} (PEM, PKCS#8).
 */
public final class Connections {
    /** The options' names. */
    public static final List<String> OPTIONS = List.of("proxy", "ca_file", "client_certificate", "client_key");

    private Connections() {}

    /** A client by these options; their faults are the options'. */
    public static HttpClient client(Options options) {
        HttpClient.Builder client = Exchange.newBuilder();
        options.text("proxy").ifPresent(text -> options.attempt(() -> client.proxy(ProxySelector.of(proxy(text)))));
        Optional<Path> authorities = path("ca_file", options);
        Optional<Path> certificate = path("client_certificate", options);
        Optional<Path> key = path("client_key", options);
        if (certificate.isPresent() != key.isPresent()) {
            options.fault(
                    certificate.isPresent() ? "client_key" : "client_certificate",
                    "is missing: a client's certificate and its key belong together");
        } else if (authorities.isPresent() || certificate.isPresent()) {
            options.attempt(() -> client.sslContext(
                    Tls.context(authorities.orElse(null), certificate.orElse(null), key.orElse(null))));
        }
        return client.build();
    }

    private static InetSocketAddress proxy(String text) {
        try {
            URI address = URI.create(text.contains("://") ? text : "http://" + text);
            if (address.getHost() != null && address.getPort() > 0 && "http".equals(address.getScheme())) {
                return new InetSocketAddress(address.getHost(), address.getPort());
            }
        } catch (IllegalArgumentException e) {
            // falls through to the one message
        }
        throw new InvalidInputException(
                "agent.proxy", "is an address such as http://proxy.acme.example:3128, found '" + text + "'");
    }

    private static Optional<Path> path(String name, Options options) {
        return options.text(name)
                .flatMap(text -> options.attempt(() -> {
                    try {
                        return Path.of(text);
                    } catch (InvalidPathException e) {
                        throw new InvalidInputException("agent." + name, "'" + text + "' is no path: " + e.getReason());
                    }
                }));
    }
}
