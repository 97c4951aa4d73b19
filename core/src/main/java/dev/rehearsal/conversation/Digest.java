package dev.rehearsal.conversation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** The SHA-256 of a text in UTF-8, from which ids follow: they are kept, so what follows from a text never changes. */
public final class Digest {
    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Digest of(String text) {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The same with a first byte that is not 0: as the id of a trace, a span or an assessment, zeros only would be none. */
    public Digest notZero() {
        byte[] changed = bytes.clone();
        changed[0] |= changed[0] == 0 ? 1 : 0;
        return new Digest(changed);
    }

    /** All of it, 64 lower case hexadecimal digits. */
    public String hex() {
        return hex(bytes.length);
    }

    /** So many bytes from its beginning, two lower case hexadecimal digits each. */
    public String hex(int count) {
        return HexFormat.of().formatHex(bytes, 0, count);
    }

    /** All of it, in Base64. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Its first eight bytes as a number, the first byte the highest. */
    public long number() {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
