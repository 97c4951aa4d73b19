package dev.rehearsal.scoring;

import dev.rehearsal.conversation.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scorer's judgement of a turn or a session: a value, or an error; never both and never neither.
 *
 * @param name what it is about; usually the scorer's name
 * @param rationale why; may be empty
 * @param scorerVersion changes when the scorer's way of judging does
 * @param promptVersion id and version of the prompt, for example {@code safety/1}; empty where no model is asked
 * @param error what went wrong where there is no value
 * @param repeats what each asking gave where the same was asked several times, as text, {@code error} where an asking failed; empty where
 *     it was asked once
 */
public record Feedback(
        String name,
        @Nullable FeedbackValue value,
        String rationale,
        Source source,
        String scorerVersion,
        String promptVersion,
        Usage usage,
        @Nullable String error,
        List<String> repeats) {
    public Feedback {
        repeats = List.copyOf(repeats);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a feedback needs a name");
        }
        if ((value == null) == (error == null)) {
            throw new IllegalArgumentException(
                    "feedback '" + name + "' has a value or an error, found " + (value == null ? "neither" : "both"));
        }
    }

    /** A feedback that was asked for once. */
    public Feedback(
            String name,
            @Nullable FeedbackValue value,
            String rationale,
            Source source,
            String scorerVersion,
            String promptVersion,
            Usage usage,
            @Nullable String error) {
        this(name, value, rationale, source, scorerVersion, promptVersion, usage, error, List.of());
    }

    /** A feedback of code. */
    public static Feedback of(String name, FeedbackValue value, String rationale) {
        return new Feedback(name, value, rationale, Source.code(name), "1", "", Usage.NONE, null);
    }

    public static Feedback yesNo(String name, boolean yes, String rationale) {
        return of(name, new FeedbackValue.YesNo(yes), rationale);
    }

    public static Feedback number(String name, double number, String rationale) {
        return of(name, new FeedbackValue.Numeric(number), rationale);
    }

    public static Feedback category(String name, String category, String rationale) {
        return of(name, new FeedbackValue.Category(category), rationale);
    }

    /** A person's. */
    public static Feedback ofPerson(String name, FeedbackValue value, String rationale, String person) {
        return new Feedback(name, value, rationale, Source.human(person), "", "", Usage.NONE, null);
    }

    /** What could not be judged, and why. */
    public static Feedback failed(String name, Source source, String error) {
        return new Feedback(name, null, "", source, "1", "", Usage.NONE, error);
    }

    /** The same under another name. */
    public Feedback withName(String name) {
        return new Feedback(name, value, rationale, source, scorerVersion, promptVersion, usage, error, repeats);
    }

    /** The same, as the sum of what several askings gave and used. */
    public Feedback withRepeats(List<String> repeats, Usage usage) {
        return new Feedback(name, value, rationale, source, scorerVersion, promptVersion, usage, error, repeats);
    }

    public boolean failed() {
        return error != null;
    }
}
