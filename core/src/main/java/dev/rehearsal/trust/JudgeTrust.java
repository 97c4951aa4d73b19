package dev.rehearsal.trust;

import dev.rehearsal.scoring.Calibration;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether a judge that gave a run's verdicts was ever compared with persons.
 *
 * @param calibration the newest comparison of the same scorer, prompt version and model; empty where there is none
 */
public record JudgeTrust(JudgedBy judge, Optional<Calibration> calibration) {
    /** Stands wherever a judge's numbers are shown that nobody compared with persons. */
    public static final String NOT_CALIBRATED = "not calibrated";

    /** Of each judge of a run, by scorer. */
    public static List<JudgeTrust> of(Store store, RunId runId) {
        List<JudgedBy> judges = store.runs().judges(runId);
        if (judges.isEmpty()) {
            return List.of();
        }
        Map<JudgedBy, Calibration> known = store.calibrations().stream()
                .collect(Collectors.toMap(Calibration::judge, Function.identity(), (newer, older) -> newer));
        return judges.stream()
                .map(judge -> new JudgeTrust(judge, Optional.ofNullable(known.get(judge))))
                .toList();
    }

    /** In a few words: {@code kappa 0.62 (0.41 – 0.83), 84 % agree of 50 labels}, or {@link #NOT_CALIBRATED}. */
    public String inWords() {
        return calibration.map(JudgeTrust::inWords).orElse(NOT_CALIBRATED);
    }

    private static String inWords(Calibration calibration) {
        Double kappa = calibration.kappa();
        var interval = calibration.kappaInterval();
        String beyondChance = kappa == null
                ? "kappa not defined"
                : String.format(Locale.ROOT, "kappa %.2f", kappa)
                        + (interval == null
                                ? ""
                                : String.format(Locale.ROOT, " (%.2f – %.2f)", interval.low(), interval.high())
                                        .replace("-0.00", "0.00"));
        return String.format(
                Locale.ROOT,
                "%s, %.0f %% agree of %d labels",
                beyondChance,
                100 * calibration.agreement(),
                calibration.labels());
    }
}
