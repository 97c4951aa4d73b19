package dev.rehearsal.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The ids of a stream that may be very long: of each, eight bytes of its digest are kept (about 16 bytes in memory). Among a million ids
 * the odds that two are taken for the same are one to thirty million.
 */
final class SeenIds {
    private static final int FIRST_SIZE = 64;

    /** Open addressing; 0 is a free place. */
    private long[] places = new long[FIRST_SIZE];

    private int count;

    /** Whether it is the first of its kind. */
    boolean add(CaseId id) {
        if (2 * (count + 1) > places.length) {
            grow();
        }
        if (!put(places, digest(id))) {
            return false;
        }
        count++;
        return true;
    }

    private void grow() {
        long[] larger = new long[2 * places.length];
        for (long each : places) {
            if (each != 0) {
                put(larger, each);
            }
        }
        places = larger;
    }

    private static boolean put(long[] places, long digest) {
        int mask = places.length - 1;
        for (int at = (int) digest & mask; ; at = (at + 1) & mask) {
            if (places[at] == digest) {
                return false;
            }
            if (places[at] == 0) {
                places[at] = digest;
                return true;
            }
        }
    }

    private static long digest(CaseId id) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(id.value().getBytes(StandardCharsets.UTF_8));
            long digest = ByteBuffer.wrap(sha).getLong();
            return digest == 0 ? 1 : digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
