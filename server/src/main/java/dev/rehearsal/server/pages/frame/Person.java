package dev.rehearsal.server.pages.frame;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Source;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Who looks at pages, by the name that they gave themselves; kept in a cookie. It proves nothing: whoever may write may write any name. */
public final class Person {
    private static final String COOKIE = "person";
    private static final int LONGEST = 100;

    private Person() {}

    /** The name; empty where none was given yet. */
    public static String name(Context context) {
        String cookie = Objects.requireNonNullElse(context.cookie(COOKIE), "");
        try {
            String name = URLDecoder.decode(cookie, StandardCharsets.UTF_8);
            return name.length() > LONGEST ? "" : name;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /**
     * Who sent the form, remembered for the next one.
     *
     * @throws InvalidInputException if there is no name
     */
    public static Source of(Context context) {
        String given =
                Objects.requireNonNullElse(context.formParam("person"), "").strip();
        String name = given.isEmpty() ? name(context) : given;
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new InvalidInputException(
                    "your name", "has 1 to " + LONGEST + " characters, so that others know whose words they are");
        }
        var cookie = new Cookie(
                COOKIE, URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
        cookie.setPath("/");
        cookie.setMaxAge(31_536_000);
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.LAX);
        context.cookie(cookie);
        return Source.human(name);
    }
}
