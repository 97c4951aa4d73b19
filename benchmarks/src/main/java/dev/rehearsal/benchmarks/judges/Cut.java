package dev.rehearsal.benchmarks.judges;

/** Shortens texts that would take a small model too long, and says so in them. */
final class Cut {
    private Cut() {}

    static String inTheMiddle(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int head = most * 2 / 3;
        int tail = most - head;
        return text.substring(0, head) + " [... " + (text.length() - most) + " characters left out ...] "
                + text.substring(text.length() - tail);
    }
}
