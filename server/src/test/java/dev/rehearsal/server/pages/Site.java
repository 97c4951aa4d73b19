package dev.rehearsal.server.pages;

import dev.rehearsal.server.RehearsalServer;
import dev.rehearsal.server.ServerBuilder;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A server with a store, and who asks it for pages as a browser would. */
final class Site implements AutoCloseable {
    private final RehearsalServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    Site(Store store) {
        this(RehearsalServer.builder(store));
    }

    Site(ServerBuilder builder) {
        server = builder.port(0).requestsPerSecond(100_000).build().start();
    }

    URI address(String path) {
        return server.address().resolve(path);
    }

    HttpResponse<byte[]> ask(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).header("Accept", "text/html");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    Document page(String path) {
        HttpResponse<byte[]> response = ask(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " gave " + response.statusCode() + ": " + text(response));
        }
        return Jsoup.parse(text(response));
    }

    HttpResponse<byte[]> post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(address(path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** The pages that are there whatever is in the store, by their address. */
    static List<String> pagesOf(String run, String session) {
        return List.of(
                "/",
                "/sessions",
                "/compare",
                "/review",
                "/datasets",
                "/runs/" + run,
                "/runs/" + run + "/progress",
                "/runs/" + run + "/figures",
                "/runs/" + run + "/verdict",
                "/review?run=" + run,
                "/sessions/" + session);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
