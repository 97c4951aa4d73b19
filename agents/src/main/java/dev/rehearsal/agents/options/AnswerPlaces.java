package dev.rehearsal.agents.options;

import dev.rehearsal.agents.reply.AnswerPaths;
import dev.rehearsal.agents.reply.Place;
import org.jspecify.annotations.Nullable;

/** Reads the options {@code answer}, {@code tool_calls} and {@code usage}. */
public final class AnswerPlaces {
    private AnswerPlaces() {}

    /** With what counts where an option is not given. */
    public static AnswerPaths read(Options options, String answer, @Nullable String toolCalls, @Nullable String usage) {
        Place place = place(options, "answer", answer);
        return new AnswerPaths(
                place == null ? Place.parse("answer", "$") : place,
                place(options, "tool_calls", toolCalls),
                place(options, "usage", usage));
    }

    private static @Nullable Place place(Options options, String name, @Nullable String otherwise) {
        String path = options.text(name).orElse(otherwise);
        return path == null
                ? null
                : options.attempt(() -> Place.parse("agent." + name, path)).orElse(null);
    }
}
