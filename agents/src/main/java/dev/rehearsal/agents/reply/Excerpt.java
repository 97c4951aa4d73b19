package dev.rehearsal.agents.reply;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Shows people the beginning of what came back: on one line, short, without control characters. */
public final class Excerpt {
    private static final int LONGEST = 300;

    private Excerpt() {}

    public static String of(byte[] body) {
        return of(new String(body, 0, Math.min(body.length, 4 * LONGEST), StandardCharsets.UTF_8));
    }

    public static String of(@Nullable String text) {
        String start = String.valueOf(text);
        start = start.substring(0, Math.min(start.length(), 4 * LONGEST));
        String line = start.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
