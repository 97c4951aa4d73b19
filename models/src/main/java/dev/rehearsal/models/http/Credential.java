package dev.rehearsal.models.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How a request shows who sends it.
 *
 * @param header the header's name
 * @param scheme what stands before the key, with its blank
 * @param key may be empty: then nothing is sent
 */
public record Credential(String header, String scheme, Key key) {
    public static final Credential NONE = new Credential("Authorization", "", Key.NONE);

    public static Credential bearer(Key key) {
        return new Credential("Authorization", "Bearer ", key);
    }

    public static Credential basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Credential(
                "Authorization", "Basic ", Key.of(Base64.getEncoder().encodeToString(both)));
    }

    /** The key in a header of its own. */
    public static Credential header(String name, Key key) {
        return new Credential(name, "", key);
    }
}
