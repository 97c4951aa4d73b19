package dev.rehearsal.store;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How sessions are sorted. Sorted by a score, only those that have it as a number are listed.
 *
 * @param score the feedback's name where they are sorted by it, else null
 */
public record SessionOrder(
        By by, boolean descending, @Nullable String score) {
    /** What can be sorted by. */
    public enum By {
        STARTED,
        /** When it ended; only sessions that have are listed. */
        ENDED,
        /** The place of the test case, the trial, the attempt. */
        CASE,
        TURNS,
        COST,
        DURATION,
        SCORE
    }

    public static final SessionOrder NEWEST = new SessionOrder(By.STARTED, true, null);
    public static final SessionOrder OLDEST = new SessionOrder(By.STARTED, false, null);
    public static final SessionOrder CASE = new SessionOrder(By.CASE, false, null);

    /** As they ended, the first first. */
    public static final SessionOrder ENDED = new SessionOrder(By.ENDED, false, null);

    private static final List<String> WORDS = List.of("newest", "oldest", "ended", "case", "turns", "cost", "duration");
    private static final String SCORE = "score:";
    private static final String ASCENDING = ":asc";
    private static final String DESCENDING = ":desc";

    public SessionOrder {
        if ((by == By.SCORE) != (score != null)) {
            throw new IllegalArgumentException("an order by a score names it, and no other does");
        }
    }

    /**
     * Reads {@code newest}, {@code oldest}, {@code ended} (the last first), {@code case}, {@code turns}, {@code cost}, {@code duration} (the most first) or
     * {@code score:NAME} (the lowest first); {@code :asc} or {@code :desc} at the end says otherwise.
     *
     * @throws InvalidInputException if it is none of them
     */
    public static SessionOrder parse(String text) {
        String word = text;
        @Nullable Boolean descending = null;
        if (word.endsWith(ASCENDING)) {
            word = word.substring(0, word.length() - ASCENDING.length());
            descending = false;
        } else if (word.endsWith(DESCENDING)) {
            word = word.substring(0, word.length() - DESCENDING.length());
            descending = true;
        }
        SessionOrder order = word.startsWith(SCORE) && word.length() > SCORE.length()
                ? new SessionOrder(By.SCORE, false, word.substring(SCORE.length()))
                : named(word);
        return descending == null ? order : new SessionOrder(order.by, descending, order.score);
    }

    private static SessionOrder named(String word) {
        return switch (word) {
            case "newest" -> NEWEST;
            case "oldest" -> OLDEST;
            case "ended" -> new SessionOrder(By.ENDED, true, null);
            case "case" -> CASE;
            case "turns" -> new SessionOrder(By.TURNS, true, null);
            case "cost" -> new SessionOrder(By.COST, true, null);
            case "duration" -> new SessionOrder(By.DURATION, true, null);
            default ->
                throw new InvalidInputException(
                        "sort",
                        "there is no order '" + word + "' (there are: " + String.join(", ", WORDS)
                                + ", score:NAME; with :asc or :desc)" + Names.suggestion(word, WORDS));
        };
    }

    /** The same list from its end. */
    public SessionOrder reversed() {
        return new SessionOrder(by, !descending, score);
    }

    /** The opposite of {@link #parse}. */
    public String text() {
        if (equals(NEWEST)) {
            return "newest";
        }
        if (equals(OLDEST)) {
            return "oldest";
        }
        String word = switch (by) {
            case STARTED -> "newest";
            case ENDED -> "ended";
            case CASE -> "case";
            case TURNS -> "turns";
            case COST -> "cost";
            case DURATION -> "duration";
            case SCORE -> SCORE + score;
        };
        return word + (descending ? DESCENDING : ASCENDING);
    }
}
