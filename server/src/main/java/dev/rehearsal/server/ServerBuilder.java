package dev.rehearsal.server;

import dev.rehearsal.formats.masking.Masking;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.server.guard.Guard;
import dev.rehearsal.server.live.LiveRuns;
import dev.rehearsal.server.live.RunStarter;
import dev.rehearsal.server.live.Watching;
import dev.rehearsal.server.otlp.OtlpLimits;
import dev.rehearsal.server.otlp.Traces;
import dev.rehearsal.server.pages.Pages;
import dev.rehearsal.server.pages.frame.PageLooks;
import dev.rehearsal.server.rest.RestApi;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.server.web.Looks;
import dev.rehearsal.store.Store;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says how a server is to be; every value has a default. */
public final class ServerBuilder {
    private final Store store;
    private String host = "127.0.0.1";
    private int port = RehearsalServer.DEFAULT_PORT;
    private @Nullable String token;
    private Masking masking = Masking.NONE;
    private OtlpLimits otlpLimits = OtlpLimits.DEFAULT;
    private @Nullable RunStarter starter;
    private final Set<String> allowedHosts = new LinkedHashSet<>();
    private int requestsPerSecond = 200;
    private long mostBytes = 16L * 1024 * 1024;
    private Duration patience = Listening.PATIENCE;

    ServerBuilder(Store store) {
        this.store = store;
    }

    /** The address to listen on; by default {@code 127.0.0.1}, which this machine alone reaches. Any other needs a {@linkplain #token token}. */
    public ServerBuilder host(String host) {
        this.host = host;
        return this;
    }

    /** The port; 0 takes any that is free. */
    public ServerBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** What everybody has to show who asks: a secret of at least 16 characters. */
    public ServerBuilder token(String token) {
        this.token = token;
        return this;
    }

    /** What is not kept of what agents in production say; by default all is kept. */
    public ServerBuilder masking(Masking masking) {
        this.masking = masking;
        return this;
    }

    /** How much agents in production may say, and when they have said all. */
    public ServerBuilder otlpLimits(OtlpLimits limits) {
        this.otlpLimits = limits;
        return this;
    }

    /** Opens runs that are started by requests; without one, none are. */
    public ServerBuilder runs(RunStarter starter) {
        this.starter = starter;
        return this;
    }

    /** A name by which the server may be called, beside {@code localhost}, its own and addresses. */
    public ServerBuilder allowedHost(String name) {
        allowedHosts.add(name);
        return this;
    }

    /** How many requests one address may make in a second; 200 unless said otherwise. */
    public ServerBuilder requestsPerSecond(int requests) {
        this.requestsPerSecond = requests;
        return this;
    }

    /** How large the body of a request may be, in bytes; 16 MiB unless said otherwise. */
    public ServerBuilder mostBytes(long bytes) {
        this.mostBytes = bytes;
        return this;
    }

    /** How long a connection may say nothing, and how long a request's header may take. */
    ServerBuilder patience(Duration patience) {
        this.patience = patience;
        return this;
    }

    /**
     * The server, not started.
     *
     * @throws InvalidInputException if it would be open to others without a token
     */
    public RehearsalServer build() {
        if (port < 0 || port > 65_535) {
            throw new InvalidInputException("port", "is between 0 and 65535, found " + port);
        }
        if (token != null && token.length() < 16) {
            throw new InvalidInputException(
                    "token",
                    "has at least 16 characters, found " + token.length() + "; 'openssl rand -hex 24' makes one");
        }
        if (token == null && !isLoopback()) {
            throw new InvalidInputException(
                    "host",
                    "others reach '" + host + "', so a token is needed (REHEARSAL_TOKEN or --token-file);"
                            + " or leave it at 127.0.0.1");
        }
        if (requestsPerSecond < 1 || mostBytes < 1) {
            throw new InvalidInputException("limits", "are at least 1");
        }
        var listening = new Listening(host, port, mostBytes, patience, Duration.ofSeconds(10));
        return new RehearsalServer(listening, areas());
    }

    private List<Area> areas() {
        var names = new LinkedHashSet<>(allowedHosts);
        names.add(host);
        Looks looks = new PageLooks();
        var live = new LiveRuns(starter);
        var watching = new Watching(store);
        return List.of(
                new Guard(names, token, looks, Clock.systemUTC(), requestsPerSecond),
                new Metrics(store, live, watching),
                new Health(),
                new RestApi(store, live, watching, Clock.systemUTC()),
                new Pages(store),
                new Traces(store, masking, otlpLimits, Clock.systemUTC()));
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new InvalidInputException("host", "there is no address '" + host + "'");
        }
    }
}
