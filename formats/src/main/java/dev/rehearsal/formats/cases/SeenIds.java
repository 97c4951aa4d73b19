package dev.rehearsal.formats.cases;

import dev.rehearsal.conversation.Digest;

/** The ids of a file of any length with the lines on which they stand, in 12 bytes each: digests in an open hash table. */
final class SeenIds {
    private long[] digests = new long[1_024];
    private int[] lines = new int[1_024];
    private int size;

    /** The line on which the id stands already; 0 where it is new, which it then no longer is. */
    int add(String id, int line) {
        if (size * 2 >= digests.length) {
            grow();
        }
        return put(Digest.of(id).number(), Math.max(1, line));
    }

    private int put(long digest, int line) {
        int mask = digests.length - 1;
        int slot = (int) digest & mask;
        while (lines[slot] != 0) {
            if (digests[slot] == digest) {
                return lines[slot];
            }
            slot = (slot + 1) & mask;
        }
        digests[slot] = digest;
        lines[slot] = line;
        size++;
        return 0;
    }

    private void grow() {
        long[] oldDigests = digests;
        int[] oldLines = lines;
        digests = new long[oldDigests.length * 2];
        lines = new int[digests.length];
        size = 0;
        for (int i = 0; i < oldLines.length; i++) {
            if (oldLines[i] != 0) {
                put(oldDigests[i], oldLines[i]);
            }
        }
    }
}
