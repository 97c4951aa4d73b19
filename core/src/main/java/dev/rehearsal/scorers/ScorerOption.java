package dev.rehearsal.scorers;

/**
 * An option of a scorer, as lists and documents show it.
 *
 * @param type what its value is, in words: {@code text}, {@code true or false}, {@code whole number}, …
 * @param otherwise what holds where it is not given, in words; {@code required} where it has to be
 */
public record ScorerOption(String name, String type, String otherwise, String description) {
    /** The name of the feedback, so that a scorer can be used several times in one run. */
    static final ScorerOption AS = new ScorerOption(
            "as", "text", "the scorer's name", "the name of its feedback; needed where it is used twice");

    /** The model that a scorer asks instead of the run's judge. */
    static final ScorerOption MODEL =
            new ScorerOption("model", "URI of a model", "the run's judge model", "the model that is asked");
}
