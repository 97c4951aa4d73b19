package dev.rehearsal.testkit;

/** Numbers that look random and depend on seed, request and purpose only, so that threads do not change them. */
record Dice(long seed, long number) {

    /** One throw for each purpose, so that a fault more does not move the others. */
    enum Purpose {
        JITTER,
        HANG,
        REJECT,
        FAIL,
        RESET,
        MALFORMED,
        SHAPE
    }

    boolean hits(Purpose purpose, double share) {
        return share > 0 && roll(purpose) < share;
    }

    /** From 0 to 1, without 1. The mix is the finaliser of MurmurHash3 by Austin Appleby, with two rounds. */
    double roll(Purpose purpose) {
        long mixed = mix(mix(seed * 31 + purpose.ordinal()) + number);
        return (mixed >>> 11) * 0x1.0p-53;
    }

    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
