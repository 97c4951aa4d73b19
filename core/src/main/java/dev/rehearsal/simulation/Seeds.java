package dev.rehearsal.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids and seeds that follow from other things. */
final class Seeds {
    private Seeds() {}

    static String hex16(Object... parts) {
        return HexFormat.of().formatHex(digest(parts), 0, 8);
    }

    static long seed(Object... parts) {
        byte[] digest = digest(parts);
        long seed = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            seed = seed << 8 | digest[i] & 0xff;
        }
        return seed;
    }

    private static byte[] digest(Object... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Object part : parts) {
                sha.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
