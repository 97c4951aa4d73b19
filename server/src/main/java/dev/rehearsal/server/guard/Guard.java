package dev.rehearsal.server.guard;

import dev.rehearsal.server.web.Area;
import dev.rehearsal.server.web.Looks;
import dev.rehearsal.server.web.Problem;
import dev.rehearsal.server.web.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every request passes before anything else looks at it. */
public final class Guard implements Area {
    private static final String BEARER = "Bearer ";

    private final HostGuard hosts;
    private final @Nullable Token token;
    private final Looks looks;
    private final Clock clock;
    private final Rates rates;

    /**
     * @param names by which the server may be called, beside {@code localhost} and addresses
     * @param token what everybody has to show; null for nothing
     * @param requestsPerSecond the most of one address
     */
    public Guard(Set<String> names, @Nullable String token, Looks looks, Clock clock, int requestsPerSecond) {
        this.hosts = new HostGuard(names);
        this.token = token == null ? null : new Token(token);
        this.looks = looks;
        this.clock = clock;
        this.rates = new Rates(requestsPerSecond, Duration.ofSeconds(1));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        new Problems(looks).addTo(routes);
        routes.before(this::check);
        if (token != null) {
            new Login(token, looks, clock).addTo(routes);
        }
    }

    private void check(Context context) {
        SafeHeaders.add(context);
        rates.check(context);
        hosts.check(context);
        if (token != null && !isOpen(context.path()) && !isKnown(context, token)) {
            refuse(context);
        }
    }

    /** What shows nothing of the store. */
    private static boolean isOpen(String path) {
        return path.equals("/health")
                || path.equals(Login.PATH)
                || path.startsWith("/assets/")
                || path.equals("/favicon.ico");
    }

    private boolean isKnown(Context context, Token token) {
        String authorization = Objects.requireNonNullElse(context.header("Authorization"), "");
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return token.is(authorization.substring(BEARER.length()).strip());
        }
        String pass = context.cookie(Login.COOKIE);
        return pass != null && token.isPass(pass, clock.instant());
    }

    private static void refuse(Context context) {
        if (Problems.wantsPage(context) && context.method().name().equals("GET")) {
            String query = context.queryString();
            String next = context.path() + (query == null ? "" : "?" + query);
            context.status(303)
                    .header("Location", Login.PATH + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
                    .skipRemainingHandlers();
            return;
        }
        context.header("WWW-Authenticate", "Bearer");
        throw new ProblemException(new Problem(
                401,
                "Unauthorized",
                "show the token that the server was started with, as Authorization: Bearer TOKEN"));
    }
}
