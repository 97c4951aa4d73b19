package dev.rehearsal.server.pages.text;

import dev.rehearsal.simulation.StopReason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stop reason on a page.
 *
 * @param code as in files; empty while the session is under way
 * @param words the same in plain words
 * @param style {@code yes}, {@code no}, {@code open} or {@code plain}
 */
public record Ending(String code, String words, String style) {
    private static final Set<String> REACHED = Set.of("goal_achieved", "script_completed");
    private static final Set<String> NOT_CONCERNED = Set.of("recorded", "interrupted", "cancelled");

    /** @param code null while the session is under way */
    public static Ending of(@Nullable String code) {
        return code == null ? new Ending("", "under way", "live") : new Ending(code, words(code), style(code));
    }

    /** {@code goal achieved} for {@code goal_achieved}. */
    public static String words(String code) {
        return code.replace('_', ' ');
    }

    private static String style(String code) {
        if (REACHED.contains(code)) {
            return "yes";
        }
        if (NOT_CONCERNED.contains(code)) {
            return "plain";
        }
        return StopReason.CODES.contains(code) && StopReason.of(code, "").isFailure() ? "no" : "open";
    }
}
