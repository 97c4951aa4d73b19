package dev.rehearsal.models.offline;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** How the offline user behaves, by words of its persona; the first that fits counts. */
enum Manner {
    IMPATIENT(4, 2, "impatient|frustrat|angry|annoyed|hurry|busy|upset|demanding|ungeduldig|verärgert|eilig|不耐烦|着急|生气"),
    TERSE(6, 1, "terse|brief|short answers|few words|laconic|to the point|wortkarg|knapp|kurz angebunden|简短|话少|简洁"),
    BEGINNER(
            8,
            1,
            "beginner|novice|step.by.step|not (very )?(technical|good with)|elderly|unsure|anfänger|unsicher|新手|老人|不熟悉"),
    POLITE(8, 1, "polite|friendly|kind|courteous|patient|calm|höflich|freundlich|geduldig|礼貌|客气|友好"),
    PLAIN(6, 1, "");

    /** How much it bears of one wish before it gives up: an unhelpful answer weighs 2, a question it cannot answer 1. */
    final int patience;

    /** How often it insists when it is refused. */
    final int insistence;

    private final Pattern words;

    Manner(int patience, int insistence, String words) {
        this.patience = patience;
        this.insistence = insistence;
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static Manner of(String persona) {
        return Arrays.stream(values())
                .filter(manner -> manner.words.matcher(persona).find())
                .findFirst()
                .orElse(PLAIN);
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
