package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Digest;

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
        long digest = Digest.of(id.value()).number();
        return digest == 0 ? 1 : digest;
    }
}
