package dev.rehearsal.server.guard;

import dev.rehearsal.server.web.Area;
import dev.rehearsal.server.web.Looks;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** Lets a browser in: who shows the token once gets a pass in a cookie that no script reads and no other site sends. */
final class Login implements Area {
    static final String PATH = "/login";
    static final String COOKIE = "rehearsal_pass";

    private final Token token;
    private final Looks looks;
    private final Clock clock;
    private final Rates attempts = new Rates(10, Duration.ofMinutes(1));

    Login(Token token, Looks looks, Clock clock) {
        this.token = token;
        this.looks = looks;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, context -> show(context, false));
        routes.post(PATH, this::enter);
        routes.post("/logout", this::leave);
    }

    private void show(Context context, boolean refused) {
        context.header("Cache-Control", "no-store")
                .contentType("text/html; charset=utf-8")
                .result(looks.login(context, next(context), refused));
    }

    private void enter(Context context) {
        attempts.check(context);
        String shown =
                Objects.requireNonNullElse(context.formParam("token"), "").strip();
        if (!token.is(shown)) {
            context.status(401);
            show(context, true);
            return;
        }
        context.cookie(cookie(token.pass(clock.instant()), (int) Token.TERM.toSeconds(), context));
        context.status(303).header("Location", next(context));
    }

    private void leave(Context context) {
        context.cookie(cookie("", 0, context));
        context.status(303).header("Location", PATH);
    }

    private static Cookie cookie(String value, int seconds, Context context) {
        var cookie = new Cookie(COOKIE, value);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(context.req().isSecure() || "https".equalsIgnoreCase(context.header("X-Forwarded-Proto")));
        cookie.setSameSite(SameSite.STRICT);
        return cookie;
    }

    /** Where to go then; only within this server. */
    private static String next(Context context) {
        String next = Objects.requireNonNullElse(
                context.formParam("next") == null ? context.queryParam("next") : context.formParam("next"), "/");
        return next.matches("/([A-Za-z0-9_.~!$&'()*+,;=:@%?-][A-Za-z0-9_.~!$&'()*+,;=:@%?/-]*)?") ? next : "/";
    }
}
