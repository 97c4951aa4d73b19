package dev.rehearsal.server.pages.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Addresses of pages. Names and ids come from outside and may have any characters; those that servers and proxies do not let through in a
 * path, a slash above all, are written in another alphabet.
 */
public final class Address {
    private static final Pattern PLAIN = Pattern.compile("(?!\\.+$)[\\p{L}\\p{N} ._:@,()-]+");
    private static final char OTHER_ALPHABET = '~';

    private final StringBuilder text;
    private char separator = '?';

    private Address(String text) {
        this.text = new StringBuilder(text);
    }

    /** {@code of("sessions", id)} is {@code /sessions/…}. */
    public static Address of(String... parts) {
        var path = new StringBuilder();
        for (String part : parts) {
            path.append('/').append(part(part));
        }
        return new Address(path.isEmpty() ? "/" : path.toString());
    }

    /** The page of a session. */
    public static Address ofSession(String id) {
        return of("sessions", id);
    }

    /** The page of a run. */
    public static Address ofRun(String id) {
        return of("runs", id);
    }

    /** With a parameter; left out where it is empty. */
    public Address with(String name, String value) {
        if (!value.isEmpty()) {
            text.append(separator).append(encoded(name)).append('=').append(encoded(value));
            separator = '&';
        }
        return this;
    }

    private static String part(String part) {
        return PLAIN.matcher(part).matches()
                ? encoded(part)
                : OTHER_ALPHABET
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8));
    }

    /** What a part of a path stands for; the opposite of what {@link #of} does to it. */
    public static String named(String part) {
        if (part.isEmpty() || part.charAt(0) != OTHER_ALPHABET) {
            return part;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(part.substring(1)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
