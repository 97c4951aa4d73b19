package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A check of a script that was made.
 *
 * @param step the step's {@linkplain dev.rehearsal.dataset.Script#byLabel label}
 * @param turn the newest turn when it was made
 * @param asked what was checked, in words
 * @param held whether it held; null where a judge gave no verdict
 * @param found what was found, the judge's rationale, or why there is no verdict; may be empty
 * @param judge the model that judged; empty for checks without a model
 * @param promptVersion id and version of the judge's prompt; empty for checks without a model
 */
public record ScriptCheck(
        String step,
        int turn,
        String asked,
        @Nullable Boolean held,
        String found,
        String judge,
        String promptVersion,
        Usage usage) {
    static ScriptCheck of(String step, int turn, String asked, boolean held, String found) {
        return new ScriptCheck(step, turn, asked, held, found, "", "", Usage.NONE);
    }

    /** One that could not be made. */
    static ScriptCheck unmade(String step, int turn, String asked, String why) {
        return new ScriptCheck(step, turn, asked, null, why, "", "", Usage.NONE);
    }

    /** The step, what was asked and what was found, in words. */
    public String text() {
        return "step " + step + ": " + asked + (found.isBlank() ? "" : "; " + found);
    }
}
