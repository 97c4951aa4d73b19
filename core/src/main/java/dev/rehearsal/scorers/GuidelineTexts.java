package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
import java.util.List;

/** Guidelines as they are given to a scorer. */
final class GuidelineTexts {
    private GuidelineTexts() {}

    /** @throws InvalidInputException if there is none, or one is blank */
    static List<String> checked(String scorer, List<String> guidelines) {
        if (guidelines.isEmpty() || guidelines.stream().anyMatch(String::isBlank)) {
            throw new InvalidInputException(
                    "scorers", scorer + " needs 'guidelines', a text or a list of texts; found " + guidelines);
        }
        return List.copyOf(guidelines);
    }

    /** From a file: a text or a list of them. */
    static List<String> of(String scorer, Attributes options) {
        try {
            return checked(scorer, Expected.texts("guidelines", options));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("scorers", scorer + " needs " + e.getMessage());
        }
    }
}
