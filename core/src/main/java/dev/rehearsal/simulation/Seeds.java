package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Digest;

/** Ids and seeds that follow from other things. */
final class Seeds {
    private Seeds() {}

    static String hex16(Object... parts) {
        return digest(parts).hex(8);
    }

    static long seed(Object... parts) {
        return digest(parts).number();
    }

    private static Digest digest(Object... parts) {
        var all = new StringBuilder();
        for (Object part : parts) {
            all.append(part).append('\0');
        }
        return Digest.of(all.toString());
    }
}
