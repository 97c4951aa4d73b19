package dev.rehearsal.evaluation;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * A run that another one must not be worse than: not by any scorer that says yes or no, beyond noise.
 *
 * @param run its id, the beginning of it, or {@code latest}: the newest before the run that is checked
 * @param maxDrop how far a mean may lie below the baseline's, be it noise or not; null for as far as noise explains
 */
public record Baseline(String run, @Nullable Double maxDrop) {
    public Baseline {
        if (run.isBlank()) {
            throw new InvalidInputException("baseline", "names a run: its id, the beginning of it, or 'latest'");
        }
        if (maxDrop != null && !(maxDrop >= 0 && maxDrop <= 1)) {
            throw new InvalidInputException("baseline", "the most that may be lost is from 0 to 1, found " + maxDrop);
        }
    }

    /** Reads {@code run-12ab}, or {@code run-12ab=0.05}, which allows a drop of 0.05. */
    public static Baseline parse(String text) {
        int cut = text.lastIndexOf('=');
        if (cut < 0) {
            return new Baseline(text.strip(), null);
        }
        try {
            return new Baseline(
                    text.substring(0, cut).strip(),
                    Double.valueOf(text.substring(cut + 1).strip()));
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "baseline", "expected <run> or <run>=<most that may be lost>, found '" + text + "'");
        }
    }

    /** @throws InvalidInputException if there is no such run */
    RunRecord find(Store store) {
        return store.runs()
                .find(run)
                .orElseThrow(() -> new InvalidInputException(
                        "baseline", "run '" + run + "' is not in " + store.location() + ", or several begin so"));
    }
}
