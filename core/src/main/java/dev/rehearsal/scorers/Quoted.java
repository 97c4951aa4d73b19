package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import java.util.List;
import java.util.stream.Collectors;

/** Texts for a prompt that must not be mistaken about where each ends. */
final class Quoted {
    private Quoted() {}

    /** Each as a JSON string on a line of its own. */
    static String lines(List<String> texts) {
        return texts.stream().map(Transcript::quoted).collect(Collectors.joining("\n"));
    }
}
