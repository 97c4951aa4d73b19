package dev.rehearsal.trust;

import dev.rehearsal.scoring.Calibration;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.statistics.Agreement;
import dev.rehearsal.statistics.Estimate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A judge compared with persons.
 *
 * @param labels how many labels have a verdict of this judge to compare with
 * @param withoutVerdict how many labels of its scorer have none
 * @param verdicts how many verdicts of this judge there are, labelled or not
 * @param agreement persons are the first, the judge the second
 * @param judged the mean of the judge's verdicts on everything; empty where they are no yes or no and no numbers
 * @param corrected the mean that persons would give, from the verdicts on everything corrected by the labels (prediction-powered inference);
 *     empty where there are too few of either, or no numbers
 * @param disagreements the labels that the judge says something else of, in the order of the labels
 */
public record JudgeCalibration(
        JudgedBy judge,
        long labels,
        long withoutVerdict,
        long verdicts,
        Agreement agreement,
        Optional<Double> judged,
        Optional<Estimate> corrected,
        List<Disagreement> disagreements) {
    public JudgeCalibration {
        disagreements = List.copyOf(disagreements);
    }

    /** As it is kept. */
    public Calibration toKeep(Instant at) {
        return new Calibration(
                judge,
                labels,
                agreement.agreed().value(),
                agreement.agreed().interval(),
                agreement.kappa(),
                agreement.kappaInterval(),
                at);
    }
}
