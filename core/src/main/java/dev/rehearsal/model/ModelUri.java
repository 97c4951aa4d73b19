package dev.rehearsal.model;

import dev.rehearsal.input.InvalidInputException;

/**
 * A model by name: {@code <provider>:/<model>}, for example {@code openai:/gpt-4o-mini}.
 *
 * @param provider lower case
 * @param model what the provider calls it; empty for providers that have a single one ({@code offline:/})
 */
public record ModelUri(String provider, String model) {
    /** @throws InvalidInputException if the text is not of that form */
    public static ModelUri parse(String text) {
        int colon = text.indexOf(":/");
        if (colon < 1 || !text.substring(0, colon).matches("[a-z][a-z0-9_-]*")) {
            throw new InvalidInputException(
                    "", "a model is named <provider>:/<model>, for example openai:/gpt-4o-mini; found '" + text + "'");
        }
        return new ModelUri(text.substring(0, colon), text.substring(colon + 2));
    }

    @Override
    public String toString() {
        return provider + ":/" + model;
    }
}
